import type { IToken } from 'chevrotain';
import { scenarioParser } from './parser.ts';

/** A token that could stand behind some others: its type's name and label, and the rules open there, outermost first. */
export interface ExpectedToken {
  readonly name: string;
  /** The word itself for a word of the language, else what a reader would call it. */
  readonly label: string;
  readonly rules: readonly string[];
}

/** What the grammar allows behind the beginning of a file. Empty where the beginning itself is wrong. */
export function expectedAfter(tokens: readonly IToken[]): ExpectedToken[] {
  const { parser } = scenarioParser();
  return parser.computeContentAssist('scenarioFile', [...tokens]).map(({ nextTokenType, ruleStack }) => ({
    name: nextTokenType.name,
    label: nextTokenType.LABEL ?? nextTokenType.name,
    rules: ruleStack,
  }));
}
