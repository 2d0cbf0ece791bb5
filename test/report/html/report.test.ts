import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../cli/run-cli.ts';
import { temporaryFolder } from '../../lab/temporary-folder.ts';
import { ROOT } from '../../scenarios/shipped.ts';
import { ReportFolder } from './report-folder.ts';

let folder: ReportFolder;
let html: string;

beforeAll(async () => {
  folder = await ReportFolder.make();
  html = folder.html;
}, 60_000);
afterAll(() => folder.remove());

describe('the file', () => {
  it('is made twice to the same bytes', async () => {
    await runCli(folder.path, ['report', '--out', 'again.html']);
    expect(readFileSync(path.join(folder.path, 'again.html'), 'utf8')).toBe(html);
  });

  it('allows its own script and style by their hashes, and nothing else', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)![1]!;
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const [, style] = /<style>([\s\S]*?)<\/style>/.exec(html)!;
    const [, script] = /<script>([\s\S]*?)<\/script>/.exec(html)!;
    expect(policy).toBe(
      `default-src 'none'; script-src ${hash(script!)}; style-src ${hash(style!)}; base-uri 'none'; form-action 'none'`,
    );
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html).not.toMatch(/ style="| on[a-z]+="|(src|href)="(?!#)/);
  });

  it('names no id twice', () => {
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  it('holds every policy of every scenario, where it comes from, maps and traces', () => {
    expect(html.match(/<section class="scenario"/g)).toHaveLength(3);
    expect(html).toContain('From a mail of 16 June 2026.');
    expect(html.match(/class="has-map"/g)).toHaveLength(3);
    expect(html).toContain('Why bar2 is there');
    const [, table] = /2 GiB BAR<\/h3>.*?(<table.*?<\/table>)/s.exec(html)!;
    expect(table!.match(/<tr data-p=/g)).toHaveLength(16);
    expect(table).toMatch(/<tr data-p="pighin-thp">.*?<td>1,024</);
  });
});

it('the report of the shipped results is under 5 MB', async () => {
  const out = path.join(temporaryFolder(), 'shipped.html');
  const { code } = await runCli(ROOT, ['report', 'results', '--out', out]);
  expect(code).toBe(0);
  expect(readFileSync(out).length).toBeLessThan(5e6);
}, 240_000);
