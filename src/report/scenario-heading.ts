import type { ScenarioInfo } from '../metrics/results.ts';

/** Longest text that is shown of a comment. */
const SHOWN = 240;

/** The title of a scenario's table: its name, and the machine; several machines are a sweep and stand in its points. */
export function titleOf({ name, machine }: ScenarioInfo): string {
  return machine === '' || machine.includes(', ') ? name : `${name}  [${machine}]`;
}

/** The first sentence of the comment above a scenario: where it comes from. */
export function sourceSentence({ comment }: ScenarioInfo): readonly string[] {
  const lines = comment
    .trim()
    .split('\n')
    .map((line) => line.replace(/^\s*#*\s*/, '').trim());
  const end = lines.indexOf('');
  const paragraph = lines.slice(0, end < 0 ? undefined : end).join(' ');
  const sentence = /^.*?[.!?](?=\s+["'(A-Z]|$)/.exec(paragraph)?.[0] ?? paragraph;
  if (sentence === '') return [];
  return [sentence.length <= SHOWN ? sentence : `${sentence.slice(0, SHOWN).replace(/\s+\S*$/, '')} ...`];
}
