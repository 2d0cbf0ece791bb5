import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { type Served, serveFolder } from '../../src/lab/serve-folder.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Where CI finds pictures of what the tests saw. Git ignores it. */
export const SCREENSHOTS = path.join(ROOT, 'test/web/screenshots');

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The browser on this machine; undefined where there is none. */
export const CHROMIUM: string | undefined = (process.env.PATH ?? '')
  .split(path.delimiter)
  .flatMap((folder) => NAMES.map((name) => path.join(folder, name)))
  .find(isExecutable);

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The page as it would be shipped, built from this source, served as `policy-lab play` serves it, in a browser. */
export class Visit {
  /** Whatever went wrong in any page: errors on the console, exceptions, requests that left the page. */
  readonly troubles: string[] = [];

  private constructor(
    readonly address: string,
    private readonly browser: Browser,
    private readonly served: Served,
    private readonly folder: string,
  ) {}

  static async begin(): Promise<Visit> {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'policy-lab-play-'));
    const configFile = path.join(ROOT, 'src/web/vite.config.ts');
    await build({ configFile, logLevel: 'error', build: { outDir: folder } });
    const served = await serveFolder(folder, 0);
    const browser = await chromium.launch({
      executablePath: CHROMIUM!,
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
    return new Visit(served.address, browser, served, folder);
  }

  /** Opens the page with this fragment, and waits for its first table. */
  async open(fragment = '', options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    const page = await context.newPage();
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) this.troubles.push(message.text());
    });
    page.on('pageerror', (error) => this.troubles.push(String(error)));
    await context.route('**', (route) => {
      const url = route.request().url();
      if (url.startsWith(this.address) || url.startsWith('blob:') || url.startsWith('data:'))
        return route.continue();
      this.troubles.push(`left the page: ${url}`);
      return route.abort();
    });
    await page.goto(this.address + fragment);
    await page.locator('#tables table').first().waitFor();
    return page;
  }

  async end(): Promise<void> {
    await this.browser.close();
    await this.served.close();
    rmSync(this.folder, { recursive: true });
  }
}

/** Puts a text in place of the scenario, as one keystroke that pastes it. */
export async function write(page: Page, text: string): Promise<void> {
  const editor = page.getByRole('textbox', { name: 'Scenario', exact: true });
  await editor.click();
  await page.keyboard.press('Control+a');
  await page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    document.activeElement!.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, text);
}

/** Waits until the page has said all that it was asked for. */
export async function settled(page: Page, timeout = 30_000): Promise<void> {
  await page.locator('#results[aria-busy="false"]').waitFor({ timeout });
}

/** What the reader saves under a name of the menu, as text. */
export async function saved(page: Page, name: string): Promise<string> {
  await page.locator('#save summary').click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** The first table as it reads: rows of fields. */
export async function tableText(page: Page): Promise<readonly (readonly string[])[]> {
  return page
    .locator('#tables table')
    .first()
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent ?? '')),
    );
}
