import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ReportFolder } from '../report/html/report-folder.ts';
import { CHROMIUM, SCREENSHOTS } from './browser.ts';

describe.skipIf(CHROMIUM === undefined)('the report in Chromium', () => {
  const troubles: string[] = [];
  let browser: Browser;
  let folder: ReportFolder;

  beforeAll(async () => {
    folder = await ReportFolder.make();
    browser = await chromium.launch({
      executablePath: CHROMIUM!,
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    folder.remove();
  });

  async function open(file = 'report.html', colorScheme: 'light' | 'dark' = 'light'): Promise<Page> {
    const page = await (await browser.newContext({ colorScheme })).newPage();
    page.on('console', (message) => troubles.push(message.text()));
    page.on('pageerror', (error) => troubles.push(String(error)));
    page.on('dialog', (dialog) => {
      troubles.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) troubles.push(request.url());
    });
    await page.goto(pathToFileURL(path.join(folder.path, file)).href);
    return page;
  }

  it('sorts a table both ways, by the keyboard', async () => {
    const page = await open();
    const section = page.locator('#scenario-0');
    const faults = section.locator('th button', { hasText: /^faults$/ });
    const firsts = () => section.locator('tbody tr:first-child').innerText();
    await faults.focus();
    await page.keyboard.press('Enter');
    expect(await firsts()).toMatch(/\t2\t/);
    await page.keyboard.press('Enter');
    expect(await firsts()).toContain('524,288');
    expect(await section.locator('th[aria-sort=descending]').innerText()).toBe('faults');
    await page.close();
  });

  it('filters scenarios and policies', async () => {
    const page = await open();
    await page.fill('#search', 'GPU swe');
    expect(await page.locator('.scenario:visible h3').allInnerTexts()).toEqual(['swept']);
    await page.fill('#search', '');
    await page.click('#no-policies');
    expect(await page.locator('#scenario-0 tbody tr:visible').count()).toBe(2);
    await page.click('#all-policies');
    expect(await page.locator('#scenario-0 tbody tr:visible').count()).toBe(16);
    await page.close();
  });

  it('zooms and moves a map, and says what is under the pointer', async () => {
    const page = await open();
    const section = page.locator('#scenario-0');
    await section.locator('summary', { hasText: 'Map' }).click();
    const view = async () =>
      (await section.locator('.canvas svg').getAttribute('viewBox'))!.split(' ').map(Number) as [
        number,
        number,
        number,
        number,
      ];
    const whole = await view();
    await section.locator('.canvas').focus();
    await page.keyboard.press('+');
    const closer = await view();
    expect(closer[2]).toBeCloseTo(whole[2] / 2, 2);
    await page.keyboard.press('ArrowRight');
    expect((await view())[0]).toBeGreaterThan(closer[0]);
    await page.keyboard.press('0');
    expect(await view()).toEqual(whole);
    await section.locator('.canvas rect.map-leaf-pte').first().hover();
    expect(await section.locator('.hover').innerText()).toContain('bar2: 2G under PTE leaves');
    await page.close();
  });

  it.each(['light', 'dark'] as const)('looks right: %s', async (scheme) => {
    const page = await open('report.html', scheme);
    await page.locator('#scenario-0 summary', { hasText: 'Map' }).click();
    await page.screenshot({ path: path.join(SCREENSHOTS, `report-${scheme}.png`), fullPage: true });
    const colour = await page.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(colour).toBe(scheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(22, 23, 27)');
    await page.close();
  });

  it('prints what is closed on the screen', async () => {
    const page = await open();
    const closed = page.locator('details:not([open])');
    const before = await closed.count();
    expect(before).toBeGreaterThan(0);
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await closed.count()).toBe(0);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(await closed.count()).toBe(before);
    await page.close();
  });

  it('runs nothing but its own script', async () => {
    writeFileSync(
      path.join(folder.path, 'foreign.html'),
      folder.html.replace('<main>', '<main><script>document.title="owned"</script>'),
    );
    const page = await open('foreign.html');
    expect(await page.title()).toContain('policy-lab');
    expect(troubles.splice(0)).toEqual([expect.stringContaining('Content Security Policy')]);
    await page.close();
  });

  it('never complained and asked nobody for anything', () => {
    expect(troubles).toEqual([]);
  });
});
