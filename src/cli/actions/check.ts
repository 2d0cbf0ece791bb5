import path from 'node:path';
import { expandInputs } from '../../lab/expand-inputs.ts';
import { type LoadedScenarios, loadScenarios } from '../../lab/load-scenarios.ts';
import { packageRoot, packageVersion } from '../../lab/package-root.ts';
import { DEFAULT_BUDGETS } from '../../language/budgets.ts';
import { githubAnnotation } from '../../language/render/github.ts';
import { diagnosticObjects } from '../../language/render/json.ts';
import { sarifLog } from '../../language/render/sarif.ts';
import { renderDiagnostics } from '../../language/render/text.ts';
import { checkSettings } from '../../metrics/check-settings.ts';
import { BUILT_IN } from '../../policies/registry.ts';
import type { CheckArguments } from '../commands/check.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { counted, countText, hasErrors, problemText } from './findings.ts';

/** Checks scenario files and prints what it found. */
export async function check({ files, diagnostics }: CheckArguments, io: Io): Promise<ExitCode> {
  const shipped = path.join(packageRoot(), 'scenarios');
  const inputs = await expandInputs(files, { cwd: io.cwd, shipped });
  const loaded = loadScenarios(inputs, checkSettings(BUILT_IN, DEFAULT_BUDGETS), io.cwd);
  io.out(diagnostics === 'text' ? plainText(loaded, inputs.length) : programText(loaded, diagnostics));
  return hasErrors(loaded) ? EXIT.findings : EXIT.fine;
}

/** What was found, for programs. */
function programText(
  { problems, diagnostics, texts }: LoadedScenarios,
  form: Exclude<CheckArguments['diagnostics'], 'text'>,
): string {
  const unreadable = problems.map((problem) => ({ severity: 'error' as const, ...problem }));
  const found = [...unreadable, ...diagnosticObjects(diagnostics, texts)];
  if (form === 'github') return found.map(githubAnnotation).join('');
  return `${JSON.stringify(form === 'sarif' ? sarifLog(found, packageVersion()) : found, null, 2)}\n`;
}

function plainText(loaded: LoadedScenarios, files: number): string {
  const { problems, diagnostics, texts, scenarios } = loaded;
  const found = countText(loaded);
  const checked = `${counted(scenarios.length, 'scenario')} in ${counted(files, 'file')}`;
  return [
    ...problems.map(problemText),
    ...(diagnostics.length > 0 ? [`${renderDiagnostics(diagnostics, texts)}\n`] : []),
    found === ''
      ? `${checked}: no mistakes\n`
      : `${found}; ${counted(scenarios.length, 'scenario')} of ${counted(files, 'file')} without errors\n`,
  ].join('');
}
