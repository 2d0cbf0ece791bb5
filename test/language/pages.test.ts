import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEFAULT_BUDGETS } from '../../src/language/budgets.ts';
import { CATALOGUE } from '../../src/language/catalogue.ts';
import { type CheckResult, checkScenarios, type Host } from '../../src/language/check.ts';
import { diagnosticPage } from '../../src/language/diagnostic-page.ts';
import { fixesOf } from '../../src/language/fixes/fixes.ts';
import { LIBRARY_SOURCES } from '../../src/language/library.ts';
import { renderDiagnostics } from '../../src/language/render/text.ts';
import { checkSettings } from '../../src/metrics/check-settings.ts';
import { BUILT_IN } from '../../src/policies/registry.ts';
import { ALL_CASES } from './cases/all.ts';
import type { Case } from './cases/case.ts';
import { shown } from './cases/shown.ts';

const FOLDER = new URL('../../docs/diagnostics/', import.meta.url);

/** Files that a mended text names. */
const GOOD = new Map<string, string>([
  ['machines.scn', 'language 1\nmachine m { aslr off }\n'],
  ['qemu.maps', '7f00000000-7f00001000 r--p 00000000 00:00 0\n'],
  ['loop.lackey', ' L 04222c00,8\n'],
]);

/** Checks a text as a user's own file, by the settings of the program, with what stands beside it. */
function check(text: string, host: Partial<Host> = {}): CheckResult {
  const beside = [...(host.sources ?? [])].map(
    ([file, source]) => [file.replace('lab/', ''), source] as const,
  );
  const sources = new Map([...LIBRARY_SOURCES, ...GOOD, ...beside]);
  return checkScenarios({
    file: 'test.scn',
    text,
    host: { ...checkSettings(BUILT_IN, DEFAULT_BUDGETS), sources },
  });
}

/** What a page says of the files that its wrong text names. */
function beside({ host = {} }: Case, wrong: string): string[] {
  return [...(host.sources ?? [])].flatMap(([path, source]) => {
    const file = path.replace('lab/', '');
    if (!wrong.includes(file)) return [];
    if (typeof source !== 'string') return `There is no file \`${file}\`. It is told:`;
    return `\`${file}\` holds \`${source.trim().split('\n').join('`, then `')}\`. It is told:`;
  });
}

describe.each(ALL_CASES.map((one) => [one.code, one] as const))('the page of %s', (code, one) => {
  const { wrong, right } = shown(one);

  it('shows a file that gives the code, and nothing worse', async () => {
    const { diagnostics } = check(wrong, one.host);
    const first = diagnostics.filter((each) => each.code === code).slice(0, 1);
    expect(first.map((each) => each.code)).toEqual([code]);
    const texts = new Map([['test.scn', wrong]]);
    const page = diagnosticPage(code, {
      wrong,
      told: renderDiagnostics(first, texts),
      right,
      beside: beside(one, wrong),
      confidence: first.flatMap(fixesOf)[0]?.confidence,
    });
    await expect(page).toMatchFileSnapshot(new URL(`${code}.md`, FOLDER).pathname);
  });

  it('shows the mended file, which has neither errors nor warnings', () => {
    const { diagnostics, needs } = check(right, one.host);
    const left = diagnostics.filter((each) => each.severity !== 'info' || each.code === code);
    expect(left.map((each) => `${each.code} ${each.message}`)).toEqual([]);
    expect(needs).toEqual([]);
  });
});

it('has a page for every code, and no other', () => {
  const pages = readdirSync(FOLDER).map((name) => name.replace('.md', ''));
  expect(pages.sort()).toEqual(Object.keys(CATALOGUE).sort());
});

it('has pages that a terminal can show: no empty line in a block of code', () => {
  for (const name of readdirSync(FOLDER))
    for (const [block] of readFileSync(new URL(name, FOLDER), 'utf8').matchAll(/```[\s\S]*?\n```\n/g))
      expect(`${name}: ${block}`).not.toContain('\n\n');
});
