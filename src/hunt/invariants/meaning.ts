import type { CheckSettings } from '../../language/check/host.ts';
import { checkScenarios } from '../../language/check.ts';
import { formatText } from '../../language/format/format-text.ts';
import type { Invariant } from './invariant.ts';

/** The formatter changes nothing but the form. */
export const meaning: Invariant = {
  name: 'text',
  meaning: 'formatted text means what the text meant, and is its own formatted form',
  violation: ({ text, check }) => formattedProblem(text, check),
};

/** What the formatter made of a text that it should not have; undefined where it is well. */
export function formattedProblem(text: string, check: CheckSettings): string | undefined {
  const once = formatText('case.scn', text);
  if (!('text' in once)) return undefined;
  const twice = formatText('case.scn', once.text);
  if (!('text' in twice)) return `the formatted text has a mistake of form: ${twice.errors[0]!.message}`;
  if (twice.text !== once.text) return 'formatting the formatted text changes it';
  return meaningOf(text, check) === meaningOf(once.text, check)
    ? undefined
    : 'formatting changes what the text means';
}

/** What the checker made of a text: its scenarios and the codes of what it found, without places. */
function meaningOf(text: string, check: CheckSettings): string {
  const { scenarios, diagnostics } = checkScenarios({
    file: 'case.scn',
    text,
    host: { ...check, sources: new Map() },
  });
  const codes = diagnostics.map(({ code }) => code).sort();
  return JSON.stringify({ scenarios, codes }, (key, value: unknown) => (key === 'span' ? undefined : value));
}
