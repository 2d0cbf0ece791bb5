import { readFileSync } from 'node:fs';
import type { Draw } from '../../src/language/generate/writer.ts';

/** A file of test/fixtures as a binary string. */
export function fixture(name: string): string {
  return readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'latin1');
}

/** Some lines, one after another, from one of several texts: small inputs are read a thousand times as often. */
export function windowOf(texts: readonly (readonly string[])[], most: number, draw: Draw): string {
  const lines = texts[draw(texts.length)]!;
  const from = draw(lines.length);
  return `${lines.slice(from, from + 1 + draw(most)).join('\n')}\n`;
}

/** The lines of fixtures. */
export function fixtureLines(...names: readonly string[]): readonly (readonly string[])[] {
  return names.map((name) => fixture(name).trimEnd().split('\n'));
}
