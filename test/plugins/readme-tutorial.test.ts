import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { definePolicy } from '../../src/index.ts';
import { runCli } from '../cli/run-cli.ts';
import { temporaryFolder } from '../lab/temporary-folder.ts';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const TUTORIAL = /## A policy of your own\n([\s\S]*?)\n## /.exec(README)?.[1] ?? '';
const POLICY = /```js\n([\s\S]*?)```/.exec(TUTORIAL)?.[1] ?? '';
const COMMANDS = [...TUTORIAL.matchAll(/^ {4}npx policy-lab (.*?)(?:\s{2,}#.*)?$/gm)].map(([, line]) =>
  line!.split(/\s+/),
);

it("the README's tutorial goes from an empty folder to a row in the table", async () => {
  expect(COMMANDS.map(([command, next]) => `${command} ${next}`)).toEqual([
    'policy new',
    'policy test',
    'run --plugin',
  ]);
  const [begin, test, run] = COMMANDS;
  const cwd = temporaryFolder();
  expect(await runCli(cwd, begin!)).toMatchObject({ code: 0, err: '' });

  // The page shows a policy of its own: it takes the place of the one to begin with.
  writeFileSync(path.join(cwd, 'my-policy.js'), POLICY);
  expect(await runCli(cwd, test!)).toMatchObject({ code: 0, out: expect.stringContaining('It conforms') });

  const { code, out } = await runCli(cwd, run!);
  expect(code).toBe(0);
  const table = out.slice(out.indexOf('2 GiB BAR, empty process'));
  expect(table).toMatch(/^always-1g +0x7fff_?4000_?0000 +2 PUD +2/m);
  const rows = readFileSync(path.join(cwd, 'my-results/placements.csv'), 'utf8').split('\r\n');
  expect(
    rows.find((row) => row.startsWith('"2 GiB BAR, empty process"') && row.includes('always-1g')),
  ).toBeDefined();
});

it('what the page shows is all that a policy needs: no fact beyond its list, no line beyond a screen', () => {
  expect(POLICY.split('\n').length).toBeLessThan(24);
  expect(POLICY).toContain("from 'policy-lab'");
});

it('is typed as it stands: who tells follows from the needs', () => {
  const base = { id: 'typed', summary: 'as on the page', source: 'me, today' };
  const told = definePolicy({
    ...base,
    needs: ['startPfn'],
    propose: ({ startPfn }) => (startPfn === 1 ? [] : []),
  });
  expect([told.toldBy, definePolicy({ ...base, needs: [] }).toldBy]).toEqual(['driver', 'nobody']);
  // @ts-expect-error A fact that is not in `needs` is no part of the request.
  definePolicy({ ...base, needs: [], propose: ({ startPfn }) => (startPfn === 1 ? [] : []) });
});
