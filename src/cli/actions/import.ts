import { importFile } from '../../lab/import-file.ts';
import type { ImportArguments } from '../commands/import.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { problemLines } from './replay-text.ts';

/** Prints scenario text for a file; lines that could not be read are named on standard error. */
export function importToScenario({ kind, file }: ImportArguments, io: Io): ExitCode {
  const { text, problems } = importFile(kind, file, io.cwd);
  io.err(problems.flatMap(problemLines).join(''));
  io.out(text);
  const wrong = problems.some((each) => each.problems.some(({ severity }) => severity !== 'warning'));
  return wrong ? EXIT.findings : EXIT.fine;
}
