import path from 'node:path';
import { expandInputs } from '../../lab/expand-inputs.ts';
import { packageRoot } from '../../lab/package-root.ts';
import { readText } from '../../lab/read-text.ts';
import { replaceFile } from '../../lab/replace-file.ts';
import { formatText } from '../../language/format/format-text.ts';
import { renderDiagnostics } from '../../language/render/text.ts';
import type { FmtArguments } from '../commands/fmt.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { UsageError } from '../usage-error.ts';
import { counted, problemText } from './findings.ts';

/** What became of one file. */
type Outcome = 'unchanged' | 'changed' | 'failed';

/** Formats files in place, or standard input to standard output; `check` only says what is not formatted. */
export async function fmt({ files, check, stdin }: FmtArguments, io: Io): Promise<ExitCode> {
  if (stdin && files.length > 0)
    throw new UsageError("'--stdin' takes no files", 'leave one of the two away');
  if (stdin) return fmtInput(check, io);
  const shipped = path.join(packageRoot(), 'scenarios');
  const inputs = await expandInputs(files.length > 0 ? files : ['scenarios'], { cwd: io.cwd, shipped });
  const outcomes = inputs.map((file) => fmtFile(file, check, io));
  const count = (outcome: Outcome) => outcomes.filter((one) => one === outcome).length;
  const verb = check ? 'not formatted' : 'formatted';
  const failed = count('failed') > 0 ? `, ${count('failed')} left alone` : '';
  io.out(`${counted(count('changed'), 'file')} ${verb}, ${count('unchanged')} unchanged${failed}\n`);
  return count('failed') > 0 || (check && count('changed') > 0) ? EXIT.findings : EXIT.fine;
}

function fmtFile(file: string, check: boolean, io: Io): Outcome {
  const place = path.resolve(io.cwd, file);
  const read = readText(place);
  if ('error' in read) {
    io.err(problemText({ file, message: read.error, hint: 'name a file that can be read' }));
    return 'failed';
  }
  const formatted = formatText(file, read.text);
  if ('errors' in formatted) {
    io.err(`${renderDiagnostics(formatted.errors, new Map([[file, read.text]]))}\n`);
    return 'failed';
  }
  if (formatted.text === read.text) return 'unchanged';
  if (!check) replaceFile(place, formatted.text);
  io.out(`${file}\n`);
  return 'changed';
}

function fmtInput(check: boolean, io: Io): ExitCode {
  const file = '<stdin>';
  const text = io.input();
  const formatted = formatText(file, text);
  if ('errors' in formatted) {
    io.err(`${renderDiagnostics(formatted.errors, new Map([[file, text]]))}\n`);
    return EXIT.findings;
  }
  if (!check) io.out(formatted.text);
  return check && formatted.text !== text ? EXIT.findings : EXIT.fine;
}
