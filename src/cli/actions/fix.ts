import path from 'node:path';
import { expandInputs } from '../../lab/expand-inputs.ts';
import { type LoadedScenarios, loadScenarios } from '../../lab/load-scenarios.ts';
import { packageRoot } from '../../lab/package-root.ts';
import { replaceFile } from '../../lab/replace-file.ts';
import { DEFAULT_BUDGETS } from '../../language/budgets.ts';
import { checkScenarios } from '../../language/check.ts';
import { type Mend, type Mended, mendText } from '../../language/fixes/mend-text.ts';
import { type Lines, linesOf, positionOf } from '../../language/render/lines.ts';
import { checkSettings } from '../../metrics/check-settings.ts';
import { BUILT_IN } from '../../policies/registry.ts';
import type { FixArguments } from '../commands/fix.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { counted, problemText } from './findings.ts';

const SETTINGS = checkSettings(BUILT_IN, DEFAULT_BUDGETS);

/** Makes the safe mends of scenario files and tells them; a file that would then have more errors stays as it is. */
export async function fix({ files, 'dry-run': dryRun }: FixArguments, io: Io): Promise<ExitCode> {
  const shipped = path.join(packageRoot(), 'scenarios');
  const inputs = await expandInputs(files.length > 0 ? files : ['scenarios'], { cwd: io.cwd, shipped });
  const done = inputs.map((file) => fixFile(file, dryRun, io));
  const mends = done.reduce((sum, each) => sum + each.mends, 0);
  const changed = done.filter((each) => each.mends > 0).length;
  const errors = done.reduce((sum, each) => sum + each.errors, 0);
  const left = errors > 0 ? `; ${counted(errors, 'error')} left, which 'policy-lab check' shows` : '';
  const verb = dryRun ? 'would be made' : 'made';
  io.out(`${counted(mends, 'mend')} ${verb} in ${counted(changed, 'file')} of ${inputs.length}${left}\n`);
  return errors > 0 ? EXIT.findings : EXIT.fine;
}

/** Mends of one file, and the errors that it has behind them. */
interface Done {
  readonly mends: number;
  readonly errors: number;
}

function fixFile(file: string, dryRun: boolean, io: Io): Done {
  const loaded = loadScenarios([file], SETTINGS, io.cwd);
  for (const problem of loaded.problems) io.err(problemText(problem));
  if (loaded.problems.length > 0) return { mends: 0, errors: loaded.problems.length };
  const { text, mends, left } = mendLoaded(file, loaded);
  if (mends.length > 0 && !dryRun) replaceFile(path.resolve(io.cwd, file), text);
  const lines = linesOf(loaded.texts.get(file)!);
  for (const mend of mends) io.out(mendLine(file, mend, lines));
  return { mends: mends.length, errors: left.filter(({ severity }) => severity === 'error').length };
}

function mendLoaded(file: string, { texts }: LoadedScenarios): Mended {
  const host = { ...SETTINGS, sources: texts };
  return mendText(file, texts.get(file)!, (text) => checkScenarios({ file, text, host }).diagnostics);
}

/** A mend at its place in the file as it was: `my.scn:3:5: PL1010: unknown statement 'mmpa': write 'mmap'`. */
function mendLine(file: string, { diagnostic, fix, start }: Mend, lines: Lines): string {
  const { line, column } = positionOf(lines, start);
  return `${file}:${line}:${column}: ${diagnostic.code}: ${diagnostic.message}: ${fix.title}\n`;
}
