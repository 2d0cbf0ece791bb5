import type { TokenType } from 'chevrotain';
import { Extends, MachineWord } from '../tokens/declarations.ts';
import * as machine from '../tokens/machine.ts';
import { Name } from '../tokens/names.ts';
import { CommitHash, NumberLiteral } from '../tokens/numbers.ts';
import { Comma, LeftBrace, RightBrace } from '../tokens/punctuation.ts';
import { ExpressionRules, type Rule } from './expressions.ts';

const WORD_SETTINGS = [
  machine.Arch,
  machine.Layout,
  machine.Thp,
  machine.Shmem,
  machine.Truth,
  machine.Remap,
];
const NUMBER_SETTINGS = [
  machine.Granule,
  machine.VaBits,
  machine.GuardGap,
  machine.MmapMinAddr,
  machine.MaxMapCount,
  machine.MmapBase,
  machine.AslrBits,
  machine.AnonFolios,
  machine.FaultAround,
];

/** `machine NAME extends OTHER { settings }`. */
export class MachineRules extends ExpressionRules {
  protected readonly machineDeclaration: Rule = this.RULE('machineDeclaration', () => {
    this.CONSUME(MachineWord);
    this.CONSUME(Name);
    this.OPTION(() => {
      this.CONSUME(Extends);
      this.CONSUME1(Name);
    });
    this.CONSUME(LeftBrace);
    this.MANY(() => this.SUBRULE(this.machineSetting));
    this.CONSUME(RightBrace);
  });

  protected readonly machineSetting: Rule = this.RULE('machineSetting', () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.machineWord) },
      { ALT: () => this.SUBRULE(this.machineNumber) },
      { ALT: () => this.SUBRULE(this.machineSwitch) },
      { ALT: () => this.SUBRULE(this.machineVersion) },
      { ALT: () => this.SUBRULE(this.stackLimit) },
      { ALT: () => this.SUBRULE(this.tlb) },
    ]);
  });

  protected readonly machineWord: Rule = this.RULE('machineWord', () => {
    this.OR(this.alternatives(WORD_SETTINGS));
    this.SUBRULE(this.word);
  });

  protected readonly machineNumber: Rule = this.RULE('machineNumber', () => {
    this.OR(this.alternatives(NUMBER_SETTINGS));
    this.SUBRULE(this.expression);
  });

  protected readonly machineSwitch: Rule = this.RULE('machineSwitch', () => {
    this.OR([
      { ALT: () => this.CONSUME(machine.Aslr) },
      { ALT: () => this.CONSUME(machine.Deposits) },
      {
        ALT: () => {
          this.CONSUME(machine.Leaf);
          this.SUBRULE(this.word);
        },
      },
      {
        ALT: () => {
          this.CONSUME(machine.Commit);
          this.SUBRULE(this.commit);
        },
      },
    ]);
    this.SUBRULE(this.switchValue);
  });

  protected readonly commit: Rule = this.RULE('commit', () => {
    this.OR([{ ALT: () => this.CONSUME(CommitHash) }, { ALT: () => this.CONSUME(Name) }]);
  });

  protected readonly machineVersion: Rule = this.RULE('machineVersion', () => {
    this.OR([{ ALT: () => this.CONSUME(machine.Kernel) }, { ALT: () => this.CONSUME(machine.Faults) }]);
    this.SUBRULE(this.version);
  });

  protected readonly stackLimit: Rule = this.RULE('stackLimit', () => {
    this.CONSUME(machine.StackLimit);
    this.OR([{ ALT: () => this.CONSUME(machine.Unlimited) }, { ALT: () => this.SUBRULE(this.expression) }]);
  });

  protected readonly tlb: Rule = this.RULE('tlb', () => {
    this.CONSUME(machine.Tlb);
    this.OR([
      {
        ALT: () => {
          this.SUBRULE(this.word);
          this.OPTION(() => this.SUBRULE(this.tlbBlock));
        },
      },
      { ALT: () => this.SUBRULE1(this.tlbBlock) },
    ]);
  });

  protected readonly tlbBlock: Rule = this.RULE('tlbBlock', () => {
    this.CONSUME(LeftBrace);
    this.MANY(() =>
      this.OR([
        { ALT: () => this.SUBRULE(this.tlbArray) },
        { ALT: () => this.SUBRULE(this.tlbSwitch) },
        { ALT: () => this.SUBRULE(this.tlbNumber) },
      ]),
    );
    this.CONSUME(RightBrace);
  });

  protected readonly tlbArray: Rule = this.RULE('tlbArray', () => {
    this.OR(this.alternatives([machine.L1, machine.L2]));
    this.SUBRULE(this.tlbSizes);
    this.SUBRULE(this.plainNumber);
    this.CONSUME(machine.Entries);
    this.OPTION(() => {
      this.SUBRULE1(this.plainNumber);
      this.CONSUME(machine.Ways);
    });
    this.OPTION1(() => this.CONSUME(machine.Plru));
  });

  protected readonly tlbSizes: Rule = this.RULE('tlbSizes', () => {
    this.AT_LEAST_ONE_SEP({ SEP: Comma, DEF: () => this.SUBRULE(this.plainNumber) });
  });

  /** No sum: another number may follow it. */
  protected readonly plainNumber: Rule = this.RULE('plainNumber', () => {
    this.CONSUME(NumberLiteral);
  });

  protected readonly tlbSwitch: Rule = this.RULE('tlbSwitch', () => {
    this.OR(this.alternatives([machine.Coalesce, machine.WalkCaches]));
    this.SUBRULE(this.switchValue);
  });

  protected readonly tlbNumber: Rule = this.RULE('tlbNumber', () => {
    this.OR(this.alternatives([machine.L2Cycles, machine.WalkCycles, machine.Nested]));
    this.SUBRULE(this.expression);
  });

  /** One alternative for each word of a list. */
  protected alternatives(tokens: readonly TokenType[]): { ALT: () => unknown }[] {
    return tokens.map((token) => ({ ALT: () => this.CONSUME(token) }));
  }
}
