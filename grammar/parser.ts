import { type CstNode, EOF, type IParserConfig } from 'chevrotain';
import type { Rule } from './rules/expressions.ts';
import { ScenarioRules } from './rules/scenarios.ts';
import { type SyntaxMessages, syntaxMessages } from './syntax-messages.ts';
import { Include, Language, Use } from './tokens/declarations.ts';
import { Name } from './tokens/names.ts';
import { Integer } from './tokens/numbers.ts';
import { QuotedText, Slash } from './tokens/punctuation.ts';

/** The whole grammar: a file is a header, includes and declarations. */
export class ScenarioParser extends ScenarioRules {
  constructor(config: IParserConfig) {
    super(config);
    this.performSelfAnalysis();
  }

  readonly scenarioFile: Rule = this.RULE('scenarioFile', () => {
    this.MANY(() => this.SUBRULE(this.declaration));
    this.CONSUME(EOF);
  });

  protected readonly declaration: Rule = this.RULE('declaration', () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.header) },
      { ALT: () => this.SUBRULE(this.include) },
      { ALT: () => this.SUBRULE(this.use) },
      { ALT: () => this.SUBRULE(this.machineDeclaration) },
      { ALT: () => this.SUBRULE(this.deviceDeclaration) },
      { ALT: () => this.SUBRULE(this.fileDeclaration) },
      { ALT: () => this.SUBRULE(this.scenarioDeclaration) },
    ]);
  });

  protected readonly header: Rule = this.RULE('header', () => {
    this.CONSUME(Language);
    this.CONSUME(Integer);
  });

  protected readonly include: Rule = this.RULE('include', () => {
    this.CONSUME(Include);
    this.CONSUME(QuotedText);
  });

  protected readonly use: Rule = this.RULE('use', () => {
    this.CONSUME(Use);
    this.SUBRULE(this.libraryName);
  });

  protected readonly libraryName: Rule = this.RULE('libraryName', () => {
    this.CONSUME1(Name);
    this.CONSUME(Slash);
    this.CONSUME2(Name);
  });
}

/** A parser and the messages that it makes. */
interface ParserWithMessages {
  readonly parser: ScenarioParser;
  readonly messages: SyntaxMessages;
}

let recovering: ParserWithMessages | undefined;
let sound: ParserWithMessages | undefined;

/** The parser that goes on behind a mistake, made at the first call: its self-analysis costs some tens of milliseconds. */
export function scenarioParser(): ParserWithMessages {
  recovering ??= makeParser();
  return recovering;
}

/** The same grammar for sound texts: it stops at the first mistake. Made at the first call. */
export function soundParser(): ParserWithMessages {
  sound ??= makeParser({ recoveryEnabled: false });
  return sound;
}

/**
 * Makes a parser.
 * @param config - what is not as usual: `skipValidations: false` checks the grammar itself, which only its tests need,
 *   as it doubles the time.
 */
export function makeParser(config: IParserConfig = {}): ParserWithMessages {
  const messages = syntaxMessages();
  const parser = new ScenarioParser({
    recoveryEnabled: true,
    nodeLocationTracking: 'onlyOffset',
    maxLookahead: 2,
    skipValidations: true,
    errorMessageProvider: messages,
    ...config,
  });
  return { parser, messages };
}

/** A file's concrete syntax tree. */
export type FileTree = CstNode;
