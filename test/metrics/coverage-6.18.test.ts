import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { buildMachine } from '../../src/machine/machine.ts';
import { bytesUnder, vmaLeaves } from '../../src/metrics/leaves.ts';

const MACHINE = buildMachine({ arch: 'x86_64' }).machine!;
const LINES = readFileSync(new URL('../fixtures/traces/coverage-6.18.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(' ').map(Number) as [number, number, number, number]);

it('has the 200 measured lines, with and without huge pages', () => {
  expect(LINES).toHaveLength(200);
  expect(LINES.filter(([, , , bytes]) => bytes > 0).length).toBeGreaterThan(50);
  expect(LINES.filter(([, , , bytes]) => bytes === 0).length).toBeGreaterThan(20);
});

it.each(LINES)(
  'Linux 6.18 maps %i, %i bytes at offset %i with PMDs as the arithmetic says',
  (va, length, offset, bytes) => {
    const segment = { vaBytes: va, lengthBytes: length, targetBytes: offset };
    const vma = { vaBytes: va, lengthBytes: length, mappingOffsetBytes: 0, segments: [segment] };
    const { counts } = vmaLeaves(MACHINE, ['pmd', 'pte'], vma);
    expect(bytesUnder(MACHINE, counts, MACHINE.leafBytes.pmd)).toBe(bytes);
    expect(bytesUnder(MACHINE, counts, MACHINE.pageBytes)).toBe(length);
  },
);
