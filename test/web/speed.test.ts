import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANSWERED } from '../../src/web/stopwatch.ts';
import { CHROMIUM, SCREENSHOTS, settled, Visit, write } from './browser.ts';

const CHURN = `language 1
device gpu { driver vfio-pci  bar 2 { phys 0x2000_0000_0000  size 2G  prefetchable } }
scenario "churn" {
  seeds 1
  occupancy { scatter 4000 anon of lognormal(64K, 4M) between 0x7e00_0000_0000 and 0x7fff_0000_0000 }
  repeat 5000 {
    choose {
      55%: mmap anon of uniform(4K, 8M)
      45%: munmap any
    }
  }
  dev = mmap gpu.bar2
}
`;

/** Milliseconds from each of some keystrokes to the painted table; the page itself measures them. */
async function keystrokes(page: Page, count: number): Promise<readonly number[]> {
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    await page.evaluate(() => performance.clearMeasures());
    await page.keyboard.press(i % 2 === 0 ? '1' : 'Backspace');
    await page.waitForFunction((name) => performance.getEntriesByName(name).length > 0, ANSWERED);
    await settled(page);
    times.push(await page.evaluate((name) => performance.getEntriesByName(name)[0]!.duration, ANSWERED));
  }
  return times.sort((a, b) => a - b);
}

function median(sorted: readonly number[]): number {
  return sorted[Math.floor(sorted.length / 2)]!;
}

describe.skipIf(!CHROMIUM)('how long a reader waits', () => {
  let visit: Visit;
  const figures: Record<string, number> = {};
  beforeAll(async () => {
    visit = await Visit.begin();
  });
  afterAll(async () => {
    await visit.end();
    mkdirSync(SCREENSHOTS, { recursive: true });
    writeFileSync(path.join(SCREENSHOTS, 'milliseconds.json'), `${JSON.stringify(figures, null, 2)}\n`);
  });

  it.each([
    ['first ticks', 'First'],
    ['all policies', 'All'],
  ])('under 100 ms after a keystroke on the 2 GiB BAR, %s', async (ticks, button) => {
    const page = await visit.open();
    await page.getByRole('button', { name: button, exact: true }).click();
    await page.locator('.cm-line', { hasText: 'size 2G' }).click();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    await settled(page);
    figures[`keystroke, ${ticks}`] = median(await keystrokes(page, 20));
    expect(figures[`keystroke, ${ticks}`]).toBeLessThan(100);
    await page.context().close();
  });

  it.each([
    ['first ticks', 'First'],
    ['all policies', 'All'],
  ])('under 1 s for a churn of 5,000 calls, %s', async (ticks, button) => {
    const page = await visit.open();
    await page.getByRole('button', { name: button, exact: true }).click();
    await write(page, `${CHURN}# `);
    await settled(page);
    figures[`churn, ${ticks}`] = median(await keystrokes(page, 6));
    expect(figures[`churn, ${ticks}`]).toBeLessThan(1000);
    await page.context().close();
  });
});
