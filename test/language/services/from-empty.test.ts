import { expect, it } from 'vitest';
import { completionsAt } from '../../../src/language/services/completion.ts';
import { check } from '../harness.ts';
import { opened } from './marked.ts';

/** Takes a proposal at the end of a text, with the words that its holes propose. */
function take(text: string, label: string): string {
  const { document, offset } = opened(`${text}<|>`);
  const { items, replace } = completionsAt(document, offset);
  const chosen = items.find((item) => item.label === label);
  if (!chosen) throw new Error(`no '${label}' among ${items.map((item) => item.label).join(', ')}`);
  const written = (chosen.insert ?? label).replace(/\$\{\d+:([^}]*)\}|\$0/g, '$1');
  return text.slice(0, replace.start) + written;
}

it('takes a user from an empty file to the 2 GiB BAR by proposals alone', () => {
  const text = ['language 1', 'device … { }', 'scenario … { }'].reduce(take, '');
  expect(check(text).diagnostics).toEqual([]);
  expect(check(text).scenarios[0]).toMatchObject({
    name: '2 GiB BAR, mapped whole',
    body: [{ name: 'bar2' }],
  });
});

it('takes a user through a claim word by word', () => {
  const before = take(take('', 'language 1'), 'device … { }');
  const words = ['mmap', 'gpu.bar2'];
  const mapped = words.reduce((text, word) => `${take(text, word)} `, `${before}scenario "s" {\n  a = `);
  const claimed = ['expect', 'share_of_ideal'].reduce(
    (text, word) => `${take(text, word)} `,
    `${mapped}\n  `,
  );
  const told = ['for', 'gunthorpe-start-pfn'].reduce(
    (text, word) => `${take(text, word)} `,
    `${claimed}== 1 `,
  );
  const { diagnostics, scenarios } = check(`${told}\n}\n`);
  expect(diagnostics).toEqual([]);
  expect(scenarios[0]?.expectations).toMatchObject([
    { metric: 'share_of_ideal', policies: ['gunthorpe-start-pfn'] },
  ]);
});
