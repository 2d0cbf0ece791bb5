import { checkScenarios } from '../../src/language/check.ts';
import { checkSettings } from '../../src/metrics/check-settings.ts';
import { BUILT_IN } from '../../src/policies/registry.ts';

/** What the checker knows of policies and metrics. */
export const SETTINGS = checkSettings(BUILT_IN, { points: 100, statements: 10_000, touches: 1_000_000 });
/** Scenarios without files. */
export const HOST = { text: () => '' };

/** The scenarios of a text, which has no errors. */
export function scenariosOf(text: string) {
  const { scenarios, diagnostics } = checkScenarios({
    file: 'a.scn',
    text: `language 1\n${text}`,
    host: { ...SETTINGS, sources: new Map() },
  });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('; '));
  return scenarios;
}
