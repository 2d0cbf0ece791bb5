import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fragmentOf } from '../../src/web/link/link.ts';
import { CHROMIUM, SCREENSHOTS, saved, tableText, Visit, write } from './browser.ts';

const SCENARIO = `language 1
device gpu { driver vfio-pci  bar 2 { phys 0x2000_0000_0000  size 1G  prefetchable } }
scenario "typed" {
  dev = mmap gpu.bar2
}
`;

const ALWAYS_1G = `import { definePolicy } from 'policy-lab';
export default definePolicy({
  id: 'mine', summary: 'always 1G', needs: ['startPfn'], source: 'test',
  propose({ startPfn }, machine) {
    if (startPfn === undefined) return [];
    return [{ form: 'mask', alignBytes: 2 ** 30, offsetBytes: startPfn * machine.pageBytes, reason: 'mine' }];
  },
});
`;

describe.skipIf(!CHROMIUM)('the playground in Chromium', () => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await Visit.begin();
    mkdirSync(SCREENSHOTS, { recursive: true });
  });
  afterAll(async () => {
    await visit.end();
    expect(visit.troubles).toEqual([]);
  });

  it('shows at once why 4K, 2M and 1G placements differ', async () => {
    for (const [width, height] of [
      [1280, 800],
      [420, 800],
    ] as const) {
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await visit.open('', { viewport: { width, height }, colorScheme });
        await page.locator('#map svg').waitFor();
        const rows = await page.locator('#map svg text').allTextContents();
        expect(rows).toEqual(expect.arrayContaining(['linux', 'pighin-thp', 'gunthorpe-start-pfn']));
        const table = await tableText(page);
        expect(table.map(([policy]) => policy)).toEqual([
          'linux',
          'gunthorpe-start-pfn',
          'pighin-thp',
          'ideal',
        ]);
        expect(table.flatMap((row) => row.filter((field) => / (PTE|PMD|PUD)$/.test(field)))).toEqual([
          '524,288 PTE',
          '2 PUD',
          '1,024 PMD',
          '2 PUD',
        ]);
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        expect(sideways, 'the page scrolls sideways').toBe(false);
        await page.screenshot({ path: path.join(SCREENSHOTS, `first-${width}-${colorScheme}.png`) });
        await page.screenshot({
          path: path.join(SCREENSHOTS, `first-${width}-${colorScheme}-whole.png`),
          fullPage: true,
        });
        await page.context().close();
      }
    }
  });

  it('answers a scenario that is typed, with table, map and explanation', async () => {
    const page = await visit.open();
    await write(page, SCENARIO);
    await page.getByText('typed: dev').waitFor();
    expect((await tableText(page)).find(([policy]) => policy === 'linux')).toContain('262,144 PTE');
    await page.getByRole('button', { name: 'linux', exact: true }).click();
    await page.getByText(/1G: VA 0x\w+ != PA 0x0 mod 1G/).waitFor();
    await page.getByRole('checkbox', { name: 'xu-pa' }).check();
    await page.getByRole('button', { name: 'xu-pa', exact: true }).waitFor();
    await page.locator('#map svg text', { hasText: 'xu-pa' }).first().waitFor();
    await page.context().close();
  });

  it('marks a mistake with its code, carets and the mend, and comes back when it is mended', async () => {
    const page = await visit.open();
    await write(page, SCENARIO.replace('gpu.bar2', 'gpu.bar3'));
    const problem = page.locator('.problem.error');
    await problem.waitFor();
    expect(await problem.textContent()).toMatch(/error\[PL\d{4}\][\s\S]*line 4:\d+[\s\S]*\^{4}[\s\S]*hint: /);
    await page.locator('.cm-lintRange-error').waitFor();
    await page.screenshot({ path: path.join(SCREENSHOTS, 'mistake.png') });
    await write(page, SCENARIO);
    await problem.waitFor({ state: 'detached' });
    await page.locator('.results:not(.outdated)').waitFor();
    await page.context().close();
  });

  it("completes, explains and formats with the language's own services", async () => {
    const page = await visit.open();
    await write(page, SCENARIO.replace('dev = mmap gpu.bar2', 'dev   =   mmap gpu.'));
    await page.locator('.cm-line', { hasText: 'gpu.' }).last().click();
    await page.keyboard.press('End');
    await page.keyboard.press('Control+Space');
    await page.locator('.cm-tooltip-autocomplete', { hasText: 'bar2' }).waitFor();
    // A list that has only just opened takes no key, lest it take one that was meant for the text.
    await page.waitForTimeout(200);
    await page.keyboard.press('Enter');
    await page.getByText('typed: dev').waitFor();
    await page.getByRole('button', { name: 'Format' }).click();
    await page.locator('.cm-line', { hasText: /^ {2}dev = mmap gpu\.bar2$/ }).waitFor();
    await page.locator('.cm-line span', { hasText: '0x2000_0000_0000' }).hover({ position: { x: 8, y: 8 } });
    await page.locator('.markdown').waitFor();
    expect(await page.locator('.markdown').innerText()).toMatch(/mod/);
    await page.context().close();
  });

  it('can be used by keyboard alone', async () => {
    const page = await visit.open();
    await page.getByRole('textbox', { name: 'Scenario', exact: true }).focus();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('.cm-editor'))).toBeNull();
    const seen = new Set<string>();
    for (let i = 0; i < 40; i++) {
      seen.add(
        await page.evaluate(() => document.activeElement?.id || (document.activeElement?.textContent ?? '')),
      );
      await page.keyboard.press('Tab');
    }
    expect([...seen]).toEqual(expect.arrayContaining(['scenarios', 'gunthorpe-start-pfn', 'explained']));
    await page.getByRole('tab', { name: 'Scenario' }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('#pane-policy').isVisible()).toBe(true);
    await page.context().close();
  });

  it('carries text, ticks and the choice of scenarios in a link', async () => {
    const page = await visit.open('', { permissions: ['clipboard-read', 'clipboard-write'] });
    await write(page, `${SCENARIO}# ü, 漢字, 🙂\nscenario "another" { a = mmap anon of 64M }\n`);
    await page.getByRole('checkbox', { name: 'mastro' }).check();
    await page.getByRole('combobox', { name: 'Scenario' }).selectOption('all');
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByText('The link is copied').waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const other = await visit.open(link.slice(visit.address.length));
    await other.getByRole('heading', { name: 'another' }).waitFor();
    expect(await other.locator('#scenario-editor').innerText()).toContain('# ü, 漢字, 🙂');
    expect(await other.getByRole('checkbox', { name: 'mastro' }).isChecked()).toBe(true);
    expect(await tableText(other)).toEqual(await tableText(page));
    await other.context().close();
    await page.context().close();
  });

  it('opens nothing from a damaged link, and says so', async () => {
    const page = await visit.open('#v1.AAAA');
    await page.getByText('Nothing was opened: this link is damaged').waitFor();
    expect((await tableText(page)).length).toBe(4);
    await page.context().close();
  });

  it('asks before it runs a policy that came with a link', async () => {
    const fragment = await fragmentOf({ text: SCENARIO, policies: ['linux'], all: false, policy: ALWAYS_1G });
    const page = await visit.open(`#${fragment}`);
    await page.getByText('This link brings a policy').waitFor();
    await page.waitForTimeout(600);
    expect((await tableText(page)).map(([policy]) => policy)).toEqual(['linux']);
    await page.screenshot({ path: path.join(SCREENSHOTS, 'asks.png') });
    await page.getByRole('button', { name: 'Run it' }).click();
    await page.getByRole('button', { name: 'mine', exact: true }).waitFor();
    expect((await tableText(page)).find(([policy]) => policy === 'mine')).toContain('1 PUD');
    await page.context().close();
  });

  it('stops a policy that never answers', async () => {
    const fragment = await fragmentOf({ text: SCENARIO, policies: [], all: false, policy: '' });
    const page = await visit.open(`#${fragment}`);
    await page.getByRole('tab', { name: 'Your policy' }).click();
    await page.getByRole('button', { name: 'Begin with an example' }).click();
    await page.getByRole('button', { name: 'my-policy', exact: true }).waitFor();
    const editor = page.getByRole('textbox', { name: 'Your policy' });
    await editor.fill(ALWAYS_1G.replace('if (startPfn', 'for (;;); if (startPfn'));
    await page.getByText('it gave no answer within 5 s and was stopped').waitFor({ timeout: 15_000 });
    await page.getByRole('button', { name: 'my-policy', exact: true }).waitFor({ state: 'detached' });
    expect((await tableText(page)).map(([policy]) => policy)).toEqual(['linux']);
    await page.context().close();
  });

  it('lets no policy out of the page', async () => {
    const heard: string[] = [];
    const outside = createServer(({ url }, response) => {
      heard.push(url ?? '');
      response
        .writeHead(200, { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'text/javascript' })
        .end();
    });
    await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;
    const page = await visit.open();
    await page.getByRole('tab', { name: 'Your policy' }).click();
    const leaks = [
      `await fetch('${address}/a')`,
      `await import('${address}/b')`,
      `importScripts('${address}/c')`,
    ];
    const editor = page.getByRole('textbox', { name: 'Your policy' });
    for (const leak of leaks) {
      await editor.fill(ALWAYS_1G);
      await page.getByText('mine runs: ').waitFor();
      await editor.fill(`${ALWAYS_1G}\n${leak};`);
      await page.getByText('It cannot be used').waitFor();
    }
    expect(heard).toEqual([]);
    outside.close();
    await page.context().close();
  });

  it('does nothing with hostile names', async () => {
    const page = await visit.open();
    const hostile = `<script>alert(1)</script><img src=x onerror=alert(2)>\\"'&\u202egnp.exe =1+1`;
    await write(
      page,
      SCENARIO.replace('"typed"', `"${hostile}"`)
        .replace('dev =', 'x_onload =')
        .replace('scenario', '# <svg onload=alert(3)>\nscenario'),
    );
    await page.getByText('x_onload').last().waitFor();
    await page.locator('#map svg').waitFor();
    expect(await page.locator('#results script, #results img').count()).toBe(0);
    expect(await page.getByRole('heading', { name: '<script>alert(1)</script>' }).count()).toBeGreaterThan(0);
    await page.context().close();
  });

  it('saves scenario, tables and map', async () => {
    const page = await visit.open();
    expect(await saved(page, 'Scenario (.scn)')).toContain('scenario "2 GiB BAR, mapped whole"');
    expect(await saved(page, 'Table (placements.csv)')).toMatch(/^scenario,.*\r\n"?2 GiB BAR/);
    expect(await saved(page, 'Map (.svg)')).toMatch(/^<svg [^>]*xmlns/);
    await page.context().close();
  });
});
