import { writeFromGrammar } from './from-grammar.ts';
import { writeMeaningful } from './meaningful.ts';
import { type Draw, type GeneratedTerms, Writer } from './writer.ts';

/**
 * A random scenario file: most often one whose scenarios mean something, else any derivation of the grammar. Blanks,
 * line ends and comments are random too.
 * @param draw - decides everything: the same draws give the same text.
 */
export function generateScenario(draw: Draw, terms: GeneratedTerms): string {
  const writer = new Writer(draw, terms);
  if (writer.chance(70)) writeMeaningful(writer);
  else writeFromGrammar('scenarioFile', writer);
  return writer.text();
}
