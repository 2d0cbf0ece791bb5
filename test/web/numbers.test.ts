import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, saved, settled, Visit } from './browser.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FILES = readdirSync(path.join(ROOT, 'scenarios'))
  .filter((name) => name.endsWith('.scn'))
  .sort();

/** Every scenario of an example under every policy, as a reader would have it. */
async function runWhole(page: Page, file: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Example' }).selectOption(file);
  await settled(page);
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await page.getByRole('combobox', { name: 'Scenario' }).selectOption('all');
  await settled(page, 120_000);
}

describe.skipIf(!CHROMIUM)('page and command line', () => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await Visit.begin();
  });
  afterAll(async () => {
    await visit.end();
    expect(visit.troubles).toEqual([]);
  });

  it('give the same bytes for every shipped scenario', { timeout: 240_000 }, async () => {
    const page = await visit.open();
    const tables = new Map([
      ['placements.csv', ''],
      ['coverage.csv', ''],
      ['fragmentation.csv', ''],
    ]);
    for (const file of FILES) {
      await runWhole(page, file);
      for (const [name, before] of tables) {
        const text = await saved(page, `Table (${name})`);
        tables.set(name, before === '' ? text : before + text.slice(text.indexOf('\r\n') + 2));
      }
    }
    for (const [name, text] of tables) {
      const shipped = readFileSync(path.join(ROOT, 'results', name), 'utf8').split('\r\n');
      const shown = text.split('\r\n');
      const first = shown.findIndex((line, i) => line !== shipped[i]);
      expect({ name, line: first, text: shown[first] }).toEqual({ name, line: -1, text: undefined });
      expect(shown.length).toBe(shipped.length);
    }
  });
});
