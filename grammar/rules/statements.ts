import { AnyWord, Name } from '../tokens/names.ts';
import { PercentLiteral } from '../tokens/numbers.ts';
import {
  Colon,
  Comma,
  Dot,
  Equals,
  LeftBrace,
  LengthPlus,
  Minus,
  Plus,
  QuotedText,
  RightBrace,
} from '../tokens/punctuation.ts';
import { In, Stream } from '../tokens/scenario.ts';
import * as words from '../tokens/statements.ts';
import { DeviceRules } from './devices.ts';
import type { Rule } from './expressions.ts';

const MMAP_FLAGS = [
  words.Fixed,
  words.Noreplace,
  words.Bit32,
  words.Growsdown,
  words.Private,
  words.Shared,
  words.Nohugepage,
];

/** What a program does, one system call (or loop, or choice) a statement. */
export class StatementRules extends DeviceRules {
  protected readonly statement: Rule = this.RULE('statement', () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.assignable) },
      { ALT: () => this.SUBRULE(this.munmap) },
      { ALT: () => this.SUBRULE(this.mprotect) },
      { ALT: () => this.SUBRULE(this.brk) },
      { ALT: () => this.SUBRULE(this.deviceEvent) },
      { ALT: () => this.SUBRULE(this.touch) },
      { ALT: () => this.SUBRULE(this.repeat) },
      { ALT: () => this.SUBRULE(this.choose) },
    ]);
  });

  protected readonly assignable: Rule = this.RULE('assignable', () => {
    this.OPTION(() => {
      this.CONSUME(Name);
      this.CONSUME(Equals);
    });
    this.OR([{ ALT: () => this.SUBRULE(this.mmap) }, { ALT: () => this.SUBRULE(this.mremap) }]);
  });

  protected readonly mmap: Rule = this.RULE('mmap', () => {
    this.CONSUME(words.Mmap);
    this.OPTION(() => {
      this.CONSUME(words.Areas);
      this.CONSUME(words.Of);
    });
    this.SUBRULE(this.source);
    this.MANY(() => this.SUBRULE(this.mmapClause));
  });

  protected readonly source: Rule = this.RULE('source', () => {
    this.OR([
      { ALT: () => this.CONSUME(words.Anon) },
      {
        ALT: () => {
          this.CONSUME(words.Hugetlb);
          this.SUBRULE(this.expression);
        },
      },
      {
        ALT: () => {
          this.CONSUME(Name);
          this.OPTION(() => {
            this.CONSUME(Dot);
            this.CONSUME(AnyWord);
          });
        },
      },
    ]);
  });

  protected readonly mmapClause: Rule = this.RULE('mmapClause', () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.amountClause) },
      { ALT: () => this.SUBRULE(this.atClause) },
      { ALT: () => this.SUBRULE(this.protClause) },
      { ALT: () => this.SUBRULE(this.guestClause) },
      { ALT: () => this.SUBRULE(this.flagClause) },
    ]);
  });

  protected readonly amountClause: Rule = this.RULE('amountClause', () => {
    this.OR(this.alternatives([words.Offset, words.Length, words.Of]));
    this.SUBRULE(this.quantity);
  });

  protected readonly atClause: Rule = this.RULE('atClause', () => {
    this.CONSUME(words.At);
    this.SUBRULE(this.address);
  });

  protected readonly protClause: Rule = this.RULE('protClause', () => {
    this.CONSUME(words.Prot);
    this.SUBRULE(this.word);
  });

  protected readonly guestClause: Rule = this.RULE('guestClause', () => {
    this.CONSUME(words.Guest);
    this.CONSUME(words.At);
    this.SUBRULE(this.expression);
  });

  protected readonly flagClause: Rule = this.RULE('flagClause', () => {
    this.OR(this.alternatives(MMAP_FLAGS));
  });

  protected readonly target: Rule = this.RULE('target', () => {
    this.OR([{ ALT: () => this.CONSUME(words.Any) }, { ALT: () => this.SUBRULE(this.address) }]);
    this.MANY(() => this.SUBRULE(this.amountClause));
  });

  protected readonly munmap: Rule = this.RULE('munmap', () => {
    this.CONSUME(words.Munmap);
    this.SUBRULE(this.target);
  });

  protected readonly mremap: Rule = this.RULE('mremap', () => {
    this.CONSUME(words.Mremap);
    this.SUBRULE(this.target);
    this.CONSUME(words.To);
    this.SUBRULE(this.quantity);
    this.MANY(() => this.SUBRULE(this.mremapClause));
  });

  protected readonly mremapClause: Rule = this.RULE('mremapClause', () => {
    this.OR([
      { ALT: () => this.CONSUME(words.Move) },
      {
        ALT: () => {
          this.CONSUME(In);
          this.CONSUME(words.Place);
        },
      },
      { ALT: () => this.SUBRULE(this.atClause) },
      { ALT: () => this.CONSUME(words.Dontunmap) },
    ]);
  });

  protected readonly mprotect: Rule = this.RULE('mprotect', () => {
    this.CONSUME(words.Mprotect);
    this.SUBRULE(this.target);
    this.SUBRULE(this.protClause);
  });

  protected readonly brk: Rule = this.RULE('brk', () => {
    this.CONSUME(words.Brk);
    this.OR([
      { ALT: () => this.CONSUME(LengthPlus) },
      { ALT: () => this.CONSUME(Plus) },
      { ALT: () => this.CONSUME(Minus) },
    ]);
    this.SUBRULE(this.quantity);
  });

  protected readonly deviceEvent: Rule = this.RULE('deviceEvent', () => {
    this.OR([{ ALT: () => this.CONSUME(words.Revoke) }, { ALT: () => this.CONSUME(words.Restore) }]);
    this.CONSUME(Name);
  });

  protected readonly touch: Rule = this.RULE('touch', () => {
    this.CONSUME(words.Touch);
    this.AT_LEAST_ONE_SEP({ SEP: Comma, DEF: () => this.SUBRULE(this.mappingName) });
    this.OPTION(() => this.SUBRULE(this.pattern));
    this.OPTION1(() => {
      this.CONSUME(words.Times);
      this.SUBRULE(this.expression);
    });
  });

  protected readonly pattern: Rule = this.RULE('pattern', () => {
    this.OR([
      { ALT: () => this.CONSUME(words.Sequential) },
      {
        ALT: () => {
          this.OR1(this.alternatives([words.Stride, words.Uniform, words.Zipf, words.Chase, words.Ring]));
          this.SUBRULE(this.expression);
        },
      },
      {
        ALT: () => {
          this.CONSUME(words.Phases);
          this.SUBRULE1(this.expression);
          this.CONSUME(words.Of);
          this.SUBRULE2(this.expression);
        },
      },
      {
        ALT: () => {
          this.CONSUME(words.Trace);
          this.CONSUME(QuotedText);
        },
      },
    ]);
  });

  protected readonly streamClause: Rule = this.RULE('streamClause', () => {
    this.CONSUME(Stream);
    this.CONSUME(Name);
  });

  protected readonly repeat: Rule = this.RULE('repeat', () => {
    this.CONSUME(words.Repeat);
    this.SUBRULE(this.expression);
    this.OPTION(() => {
      this.CONSUME(words.As);
      this.CONSUME(Name);
    });
    this.OPTION1(() => this.SUBRULE(this.streamClause));
    this.SUBRULE(this.block);
  });

  protected readonly block: Rule = this.RULE('block', () => {
    this.CONSUME(LeftBrace);
    this.MANY(() => this.SUBRULE(this.statement));
    this.CONSUME(RightBrace);
  });

  protected readonly choose: Rule = this.RULE('choose', () => {
    this.CONSUME(words.Choose);
    this.OPTION(() => this.SUBRULE(this.streamClause));
    this.CONSUME(LeftBrace);
    this.MANY(() => this.SUBRULE(this.arm));
    this.CONSUME(RightBrace);
  });

  protected readonly arm: Rule = this.RULE('arm', () => {
    this.CONSUME(PercentLiteral);
    this.CONSUME(Colon);
    this.OR([{ ALT: () => this.SUBRULE(this.block) }, { ALT: () => this.SUBRULE(this.statement) }]);
  });
}
