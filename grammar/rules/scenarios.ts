import { FileWord, MachineWord, On, ScenarioWord } from '../tokens/declarations.ts';
import { AnyWord, Name, Variable } from '../tokens/names.ts';
import { Decimal, Integer, NumberLiteral, PercentLiteral } from '../tokens/numbers.ts';
import {
  Comma,
  Comparison,
  Dot,
  DotDot,
  Equals,
  LeftBrace,
  LeftParen,
  LengthPlus,
  Modulo,
  QuotedText,
  RightBrace,
  RightParen,
} from '../tokens/punctuation.ts';
import * as words from '../tokens/scenario.ts';
import { Anon, Fixed, Of, Shared } from '../tokens/statements.ts';
import type { Rule } from './expressions.ts';
import { StatementRules } from './statements.ts';

/** `scenario "NAME" on MACHINE { … }` and its items: sweeps, seeds, headline, occupancy, expectations. */
export class ScenarioRules extends StatementRules {
  protected readonly scenarioDeclaration: Rule = this.RULE('scenarioDeclaration', () => {
    this.CONSUME(ScenarioWord);
    this.CONSUME(QuotedText);
    this.OPTION(() => {
      this.CONSUME(On);
      this.CONSUME(Name);
    });
    this.CONSUME(LeftBrace);
    this.MANY(() => this.SUBRULE(this.scenarioItem));
    this.CONSUME(RightBrace);
  });

  protected readonly scenarioItem: Rule = this.RULE('scenarioItem', () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.sweep) },
      { ALT: () => this.SUBRULE(this.let) },
      { ALT: () => this.SUBRULE(this.seeds) },
      { ALT: () => this.SUBRULE(this.headline) },
      { ALT: () => this.SUBRULE(this.occupancy) },
      { ALT: () => this.SUBRULE(this.deviceDeclaration) },
      { ALT: () => this.SUBRULE(this.fileDeclaration) },
      { ALT: () => this.SUBRULE(this.expectation) },
      { ALT: () => this.SUBRULE(this.statement) },
    ]);
  });

  protected readonly sweep: Rule = this.RULE('sweep', () => {
    this.CONSUME(words.Sweep);
    this.OR([
      { ALT: () => this.SUBRULE(this.machineSweep) },
      { ALT: () => this.SUBRULE(this.optionSweep) },
      { ALT: () => this.SUBRULE(this.zippedSweep) },
      { ALT: () => this.SUBRULE(this.plainSweep) },
    ]);
  });

  protected readonly machineSweep: Rule = this.RULE('machineSweep', () => {
    this.CONSUME(MachineWord);
    this.CONSUME(words.In);
    this.AT_LEAST_ONE_SEP({ SEP: Comma, DEF: () => this.CONSUME(Name) });
  });

  protected readonly optionSweep: Rule = this.RULE('optionSweep', () => {
    this.CONSUME(words.OptionWord);
    this.SUBRULE(this.policyName);
    this.CONSUME(words.In);
    this.AT_LEAST_ONE_SEP({ SEP: Comma, DEF: () => this.SUBRULE(this.optionValue) });
  });

  protected readonly zippedSweep: Rule = this.RULE('zippedSweep', () => {
    this.CONSUME(LeftParen);
    this.AT_LEAST_ONE_SEP({ SEP: Comma, DEF: () => this.CONSUME(Name) });
    this.CONSUME(RightParen);
    this.CONSUME(words.In);
    this.AT_LEAST_ONE_SEP1({ SEP: Comma, DEF: () => this.SUBRULE(this.tuple) });
  });

  protected readonly tuple: Rule = this.RULE('tuple', () => {
    this.CONSUME(LeftParen);
    this.AT_LEAST_ONE_SEP({ SEP: Comma, DEF: () => this.SUBRULE(this.expression) });
    this.CONSUME(RightParen);
  });

  protected readonly plainSweep: Rule = this.RULE('plainSweep', () => {
    this.CONSUME(Name);
    this.CONSUME(words.In);
    this.AT_LEAST_ONE_SEP({ SEP: Comma, DEF: () => this.SUBRULE(this.span) });
  });

  /** One value, or a range of whole numbers with both ends. */
  protected readonly span: Rule = this.RULE('span', () => {
    this.SUBRULE(this.expression);
    this.OPTION(() => {
      this.CONSUME(DotDot);
      this.SUBRULE1(this.expression);
    });
  });

  protected readonly let: Rule = this.RULE('let', () => {
    this.CONSUME(words.Let);
    this.CONSUME(Name);
    this.CONSUME(Equals);
    this.SUBRULE(this.expression);
  });

  /** `headline type1_lookups`: the metric that the scenario's table turns on. */
  protected readonly headline: Rule = this.RULE('headline', () => {
    this.CONSUME(words.Headline);
    this.CONSUME(AnyWord);
  });

  protected readonly seeds: Rule = this.RULE('seeds', () => {
    this.CONSUME(words.Seeds);
    this.AT_LEAST_ONE_SEP({ SEP: Comma, DEF: () => this.SUBRULE(this.span) });
  });

  protected readonly occupancy: Rule = this.RULE('occupancy', () => {
    this.CONSUME(words.Occupancy);
    this.CONSUME(LeftBrace);
    this.MANY(() => this.SUBRULE(this.occupant));
    this.CONSUME(RightBrace);
  });

  protected readonly occupant: Rule = this.RULE('occupant', () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.mapsFile) },
      { ALT: () => this.SUBRULE(this.scatter) },
      { ALT: () => this.SUBRULE(this.fill) },
      { ALT: () => this.SUBRULE(this.stretch) },
    ]);
  });

  protected readonly mapsFile: Rule = this.RULE('mapsFile', () => {
    this.CONSUME(words.Maps);
    this.CONSUME(QuotedText);
  });

  protected readonly scatter: Rule = this.RULE('scatter', () => {
    this.CONSUME(words.Scatter);
    this.SUBRULE(this.expression);
    this.SUBRULE(this.placed);
  });

  protected readonly fill: Rule = this.RULE('fill', () => {
    this.CONSUME(words.Fill);
    this.OR([
      { ALT: () => this.CONSUME(PercentLiteral) },
      {
        ALT: () => {
          this.CONSUME(Variable);
          this.CONSUME(Modulo);
        },
      },
    ]);
    this.SUBRULE(this.placed);
  });

  /** `anon of SIZE between A and B`, what `scatter` and `fill` share. */
  protected readonly placed: Rule = this.RULE('placed', () => {
    this.SUBRULE(this.occupantKind);
    this.CONSUME(Of);
    this.SUBRULE(this.quantity);
    this.CONSUME(words.Between);
    this.SUBRULE(this.expression);
    this.CONSUME(words.And);
    this.SUBRULE1(this.expression);
    this.OPTION(() => this.SUBRULE(this.streamClause));
  });

  protected readonly stretch: Rule = this.RULE('stretch', () => {
    this.SUBRULE(this.expression);
    this.OR([
      {
        ALT: () => {
          this.CONSUME(DotDot);
          this.SUBRULE1(this.expression);
        },
      },
      {
        ALT: () => {
          this.CONSUME(LengthPlus);
          this.SUBRULE(this.factor);
        },
      },
    ]);
    this.SUBRULE(this.occupantKind);
    this.OPTION(() => this.CONSUME(QuotedText));
  });

  protected readonly occupantKind: Rule = this.RULE('occupantKind', () => {
    this.OR(this.alternatives([Anon, FileWord, Shared, Name]));
  });

  protected readonly expectation: Rule = this.RULE('expectation', () => {
    this.CONSUME(words.Expect);
    this.CONSUME(AnyWord);
    this.OPTION(() => {
      this.CONSUME(LeftParen);
      this.SUBRULE(this.mappingName);
      this.CONSUME(RightParen);
    });
    this.OR1([{ ALT: () => this.CONSUME(Comparison) }, { ALT: () => this.CONSUME(Equals) }]);
    this.SUBRULE(this.claimedValue);
    this.OPTION1(() => {
      this.CONSUME(words.For);
      this.AT_LEAST_ONE_SEP({ SEP: Comma, DEF: () => this.SUBRULE(this.policy) });
    });
  });

  /** A number, or a word such as a status. */
  protected readonly claimedValue: Rule = this.RULE('claimedValue', () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.expression) },
      { ALT: () => this.CONSUME(Fixed) },
      { ALT: () => this.CONSUME(Name) },
    ]);
  });

  protected readonly policy: Rule = this.RULE('policy', () => {
    this.SUBRULE(this.policyName);
    this.OPTION(() => {
      this.CONSUME(LeftParen);
      this.AT_LEAST_ONE_SEP({ SEP: Comma, DEF: () => this.SUBRULE(this.policyOption) });
      this.CONSUME(RightParen);
    });
  });

  /** A policy's id, which may hold dots (`qemu-9.2`), and in a sweep the option behind one more dot. */
  protected readonly policyName: Rule = this.RULE('policyName', () => {
    this.CONSUME(Name);
    this.MANY(() => {
      this.CONSUME(Dot);
      this.OR([
        { ALT: () => this.CONSUME(AnyWord) },
        { ALT: () => this.CONSUME(Integer) },
        { ALT: () => this.CONSUME(Decimal) },
      ]);
    });
  });

  protected readonly policyOption: Rule = this.RULE('policyOption', () => {
    this.CONSUME(AnyWord);
    this.CONSUME(Equals);
    this.SUBRULE(this.optionValue);
  });

  protected readonly optionValue: Rule = this.RULE('optionValue', () => {
    this.OR(this.alternatives([AnyWord, NumberLiteral]));
  });
}
