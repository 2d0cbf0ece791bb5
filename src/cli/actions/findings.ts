import type { FileProblem, LoadedScenarios } from '../../lab/load-scenarios.ts';
import type { Diagnostic, Severity } from '../../language/diagnostic.ts';

/** Whether anything keeps the scenarios from running. */
export function hasErrors({ problems, diagnostics }: LoadedScenarios): boolean {
  return problems.length > 0 || diagnostics.some(({ severity }) => severity === 'error');
}

/** A file that could not be read, in one line. */
export function problemText({ file, message, hint }: FileProblem): string {
  return `error: cannot use '${file}': ${message}; ${hint}\n`;
}

/** `2 errors, 1 warning`; empty where there is nothing. */
export function countText({ problems, diagnostics }: LoadedScenarios): string {
  const errors = problems.length + count(diagnostics, 'error');
  return [
    { number: errors, noun: 'error' },
    { number: count(diagnostics, 'warning'), noun: 'warning' },
    { number: count(diagnostics, 'info'), noun: 'remark' },
  ]
    .filter(({ number }) => number > 0)
    .map(({ number, noun }) => counted(number, noun))
    .join(', ');
}

function count(diagnostics: readonly Diagnostic[], wanted: Severity): number {
  return diagnostics.filter(({ severity }) => severity === wanted).length;
}

/** `1 error`, `2 errors`. */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
