import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogueMarkdown } from '../../src/language/catalogue-table.ts';
import { LIBRARIES, LIBRARY_SOURCES } from '../../src/language/library.ts';
import { ALL_CASES } from './cases/all.ts';
import { check } from './harness.ts';

const PAGE = readFileSync(new URL('../../docs/language.md', import.meta.url), 'utf8');
const BLOCKS = [...PAGE.matchAll(/```scn\n([\s\S]*?)```/g)].map(([, text]) => text!);
const SOURCES = {
  sources: new Map([
    ...LIBRARY_SOURCES,
    ['lab/maps/qemu.maps', '7f00000000-7f00001000 r--p 00000000 00:00 0\n'],
  ]),
  libraries: LIBRARIES,
  budgets: { points: 1000, statements: 100_000, touches: 10_000_000 },
};

const GPU = `device gpu {
  driver vfio-pci
  bar 0 { phys 0x3800_0000_0000  size 16M  hole 0x2000 +4K "MSI-X table" }
  bar 2 { phys 0x2000_0000_0000  size 2G  prefetchable }
}
file model { fs ext4  size 40G }
`;

/** A block as a whole file: it is one, or lacks the header, or is the inside of a scenario. */
function whole(block: string): string {
  const first = /^(?:\s|#.*)*(\w+)/.exec(block)?.[1] ?? '';
  if (first === 'language') return block;
  if (['machine', 'device', 'file'].includes(first)) return `language 1\n${block}`;
  return `language 1\n${GPU}scenario "s" {\n${block}}\n`;
}

describe('every block of the language page checks', () => {
  it.each(BLOCKS.map((block) => [block.split('\n')[0]!, block] as const))('%s', (_, block) => {
    const { diagnostics } = check(whole(block), SOURCES);
    const wrong = diagnostics.filter(({ severity }) => severity !== 'info');
    expect(wrong.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  });
});

it('has the table of all diagnostics in docs/diagnostics.md', async () => {
  const examples = new Map(
    ALL_CASES.map(({ code, source, hint }) => [code as string, { text: example(source), hint }]),
  );
  await expect(catalogueMarkdown(examples)).toMatchFileSnapshot('../../docs/diagnostics.md');
});

/** A case as the table shows it: without the header and the declarations, the place between « and ». */
function example(source: string): string {
  const inner = source
    .replace(/^language 1\n/, '')
    .replace(/^device gpu [\s\S]*\nscenario "s" \{\n([\s\S]*)\n\}\n$/, '$1');
  const shown = inner.replace('<|', '«').replace('|>', '»');
  return shown.length < 200 ? shown : `… ${shown.slice(shown.indexOf('«') - 20, shown.indexOf('»') + 20)} …`;
}
