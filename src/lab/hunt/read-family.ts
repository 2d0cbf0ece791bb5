import type { Family } from '../../hunt/family.ts';
import { givenSources, situationOfPlan } from '../../hunt/situation-of-plan.ts';
import { parseText } from '../../language/parse-text.ts';
import { renderDiagnostics } from '../../language/render/text.ts';
import { checkSettings } from '../../metrics/check-settings.ts';
import { planOf } from '../../metrics/run-walk.ts';
import type { PolicyDefinition } from '../../policies/policy.ts';
import { LabError } from '../lab-error.ts';
import { type LoadedScenarios, loadScenarios } from '../load-scenarios.ts';

/** A family's scenario is a situation for a person to read. */
const BUDGETS = { points: 1000, statements: 200, touches: 1_000_000 };

/**
 * Reads a scenario file as the family of a hunt: its machines, devices and files stay as they are, and its scenarios
 * (each at its first sweep point, with its first seed) are where the hunt begins.
 * @throws LabError where it has mistakes, or declares something that other scenarios cannot see.
 */
export function readFamily(file: string, definitions: readonly PolicyDefinition[], cwd: string): Family {
  const loaded = loadScenarios([file], checkSettings(definitions, BUDGETS), cwd);
  refuseMistakes(file, loaded);
  const text = (name: string) => loaded.texts.get(name) ?? '';
  const plans = loaded.scenarios.map((scenario) =>
    planOf(scenario, scenario.points[0]!, scenario.seeds[0] ?? null, { text }),
  );
  const sources = new Map(plans.flatMap(givenSources).map((source) => [source.label, source]));
  const machines = new Map(plans.map(({ point }) => [point.machineName, point.machine]));
  return {
    given: declarations(file, loaded),
    machines: [...machines].map(([name, settings]) => ({ name, settings })),
    sources: [...sources.values()],
    seeds: plans.map(situationOfPlan).filter(({ steps }) => steps.length > 0),
  };
}

function refuseMistakes(file: string, { problems, diagnostics, texts, scenarios }: LoadedScenarios): void {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const [problem] = problems;
  if (problem)
    throw new LabError('unreadable-input', `cannot use '${file}': ${problem.message}`, problem.hint);
  if (errors.length > 0)
    throw new LabError(
      'family-invalid',
      `'${file}' has mistakes:\n${renderDiagnostics(errors, texts)}`,
      'mend them first',
    );
  if (scenarios.length === 0)
    throw new LabError(
      'family-invalid',
      `'${file}' has no scenario to begin from`,
      'add one that maps something',
    );
}

/** The text of every declaration that the file and what it includes have, by the name that each declares. */
function declarations(family: string, { texts }: LoadedScenarios): Map<string, string> {
  const given = new Map<string, string>();
  for (const [file, text] of [...texts].filter(([name]) => name.endsWith('.scn'))) {
    const { ast } = parseText(file, text);
    const inside = ast.scenarios.flatMap(({ devices, files }) => [...devices, ...files]);
    for (const { name, span } of [...ast.machines, ...ast.devices, ...ast.files, ...inside]) {
      const written = text.slice(span.start, span.end);
      if (written.includes('$') || given.has(name.text))
        throw new LabError(
          'family-invalid',
          `'${family}' declares '${name.text}' ${given.has(name.text) ? 'more than once' : 'with variables of a scenario'}`,
          'declare it once, above the scenarios, with numbers',
        );
      given.set(name.text, written);
    }
  }
  return given;
}
