import type { ScenarioInfo } from '../metrics/results.ts';

/** The title of a scenario's table: its name, and the machine where it has only one. */
export function titleOf({ name, machine }: ScenarioInfo): string {
  return machine === '' ? name : `${name}  [${machine}]`;
}

/** The first line of the comment above a scenario: where it comes from. */
export function sourceLine({ comment }: ScenarioInfo): readonly string[] {
  const [first = ''] = comment.trim().split('\n');
  const text = first.replace(/^#+\s*/, '').trim();
  return text === '' ? [] : [text];
}
