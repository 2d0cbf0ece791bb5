import { type CstNode, CstParser, EOF, type IParserConfig, type ParserMethod } from 'chevrotain';
import { Off, On } from '../tokens/declarations.ts';
import { Name, Variable } from '../tokens/names.ts';
import { BadNumber, Decimal, Integer, NumberLiteral, Version } from '../tokens/numbers.ts';
import {
  Comma,
  Dot,
  LeftParen,
  LengthPlus,
  Minus,
  Modulo,
  Plus,
  RightParen,
  Slash,
  Times,
} from '../tokens/punctuation.ts';
import { Uniform } from '../tokens/statements.ts';
import { ALL_TOKENS } from '../tokens.ts';

/** A grammar rule without arguments. */
export type Rule = ParserMethod<[], CstNode>;

/** What ends a text; rules that follow a repetition at the top need it by name. */
export const END = EOF;

/** Numbers, sums, draws, addresses and the small pieces that every other part of the grammar uses. */
export class ExpressionRules extends CstParser {
  constructor(config: IParserConfig) {
    super(ALL_TOKENS, config);
  }

  protected readonly expression: Rule = this.RULE('expression', () => {
    this.SUBRULE(this.term);
    this.MANY(() => {
      this.OR([{ ALT: () => this.CONSUME(Plus) }, { ALT: () => this.CONSUME(Minus) }]);
      this.SUBRULE1(this.term);
    });
  });

  protected readonly term: Rule = this.RULE('term', () => {
    this.SUBRULE(this.factor);
    this.MANY(() => {
      this.OR([
        { ALT: () => this.CONSUME(Times) },
        { ALT: () => this.CONSUME(Slash) },
        { ALT: () => this.CONSUME(Modulo) },
      ]);
      this.SUBRULE1(this.factor);
    });
  });

  protected readonly factor: Rule = this.RULE('factor', () => {
    this.OR([
      { ALT: () => this.CONSUME(NumberLiteral) },
      { ALT: () => this.CONSUME(Variable) },
      {
        ALT: () => {
          this.CONSUME(LeftParen);
          this.SUBRULE(this.expression);
          this.CONSUME(RightParen);
        },
      },
      {
        ALT: () => {
          this.CONSUME(Minus);
          this.SUBRULE(this.factor);
        },
      },
    ]);
  });

  protected readonly quantity: Rule = this.RULE('quantity', () => {
    this.OR([{ ALT: () => this.SUBRULE(this.draw) }, { ALT: () => this.SUBRULE(this.expression) }]);
  });

  protected readonly draw: Rule = this.RULE('draw', () => {
    this.OR([{ ALT: () => this.CONSUME(Uniform) }, { ALT: () => this.CONSUME(Name) }]);
    this.CONSUME(LeftParen);
    this.AT_LEAST_ONE_SEP({ SEP: Comma, DEF: () => this.SUBRULE(this.expression) });
    this.CONSUME(RightParen);
  });

  protected readonly mappingName: Rule = this.RULE('mappingName', () => {
    this.CONSUME(Name);
    this.OPTION(() => {
      this.CONSUME(Dot);
      this.CONSUME(Integer);
    });
  });

  protected readonly address: Rule = this.RULE('address', () => {
    this.OR([
      {
        ALT: () => {
          this.SUBRULE(this.mappingName);
          this.MANY(() => this.SUBRULE(this.addressStep));
        },
      },
      { ALT: () => this.SUBRULE(this.expression) },
    ]);
  });

  protected readonly addressStep: Rule = this.RULE('addressStep', () => {
    this.OR([
      { ALT: () => this.CONSUME(Plus) },
      { ALT: () => this.CONSUME(LengthPlus) },
      { ALT: () => this.CONSUME(Minus) },
    ]);
    this.SUBRULE(this.term);
  });

  protected readonly switchValue: Rule = this.RULE('switchValue', () => {
    this.OR([{ ALT: () => this.CONSUME(On) }, { ALT: () => this.CONSUME(Off) }]);
  });

  protected readonly version: Rule = this.RULE('version', () => {
    this.OR([
      { ALT: () => this.CONSUME(Decimal) },
      { ALT: () => this.CONSUME(Version) },
      { ALT: () => this.CONSUME(Integer) },
      { ALT: () => this.CONSUME(BadNumber) },
      { ALT: () => this.CONSUME(Name) },
    ]);
  });

  protected readonly word: Rule = this.RULE('word', () => {
    this.OR([{ ALT: () => this.CONSUME(Name) }, { ALT: () => this.CONSUME(BadNumber) }]);
  });
}
