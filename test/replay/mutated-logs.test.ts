import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMaps } from '../../src/import/maps.ts';
import { DEFAULT_SETUP, readSetup } from '../../src/import/setup.ts';
import { readStrace } from '../../src/import/strace.ts';
import { RecordedReplay } from '../../src/replay/recorded.ts';
import { recordedMachine } from '../../src/replay/recorded-setup.ts';
import { compareVmas } from '../../src/replay/recorded-vmas.ts';
import { WhatIfBuilder } from '../../src/replay/what-if-program.ts';

const read = (name: string) =>
  readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8').split('\n');
const LOGS = [
  read('recordings/threads-fork-shm.strace'),
  read('recordings/java.strace'),
  read('traces/fuzz-6.18-topdown-aAepsn3ghr-101.strace'),
  read('traces/fuzz-6.18-hugetlb-uaep-43.strace'),
];
const MAPS = read('recordings/java.maps');
const parsed = readSetup(read('recordings/java.json').join('\n'));
const SETUP = 'setup' in parsed ? parsed.setup : DEFAULT_SETUP;

/** One change to a text's lines. */
const edit = fc.record({
  kind: fc.constantFrom('drop', 'double', 'swap', 'cut', 'digit', 'character', 'number', 'join', 'noise'),
  line: fc.nat(),
  at: fc.nat(),
  character: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  number: fc.constantFrom(
    '0',
    '-1',
    '1',
    '0xffffffffffffffff',
    '0x1',
    '18446744073709551616',
    'NULL',
    '4095',
    '1e9',
  ),
});

type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

function edited(lines: readonly string[], { kind, line, at, character, number }: Edit): string[] {
  if (lines.length === 0) return [];
  const i = line % lines.length;
  const text = lines[i]!;
  const j = text.length === 0 ? 0 : at % text.length;
  const put = (...instead: string[]) => [...lines.slice(0, i), ...instead, ...lines.slice(i + 1)];
  switch (kind) {
    case 'drop':
      return put();
    case 'double':
      return put(text, text);
    case 'swap':
      return i + 1 < lines.length
        ? [...lines.slice(0, i), lines[i + 1]!, text, ...lines.slice(i + 2)]
        : [...lines];
    case 'cut':
      return [...lines.slice(0, i), text.slice(0, j)];
    case 'digit':
      return put(text.replace(/\d(?=\D*$)/, String(at % 10)));
    case 'character':
      return put(text.slice(0, j) + character + text.slice(j + 1));
    case 'number':
      return put(
        text.replace(/0x[0-9a-f]+|\b\d+\b/g, (found, where: number) => (where >= j ? number : found)),
      );
    case 'join':
      return i + 1 < lines.length
        ? [...lines.slice(0, i), text + lines[i + 1], ...lines.slice(i + 2)]
        : [...lines];
    default:
      return put(character.repeat(200), text);
  }
}

const mutated = fc.record({
  log: fc.nat(LOGS.length - 1),
  from: fc.nat(),
  edits: fc.array(edit, { minLength: 1, maxLength: 6 }),
  mapEdits: fc.array(edit, { maxLength: 2 }),
});

describe('10,000 mutated logs', () => {
  it('never crash, never hang, and answer with counts', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(mutated, ({ log, from, edits, mapEdits }) => {
        const whole = LOGS[log]!;
        const start = from % whole.length;
        const text = edits.reduce(edited, whole.slice(start, start + 60)).join('\n');
        const maps = readMaps(mapEdits.reduce(edited, MAPS).join('\n'));
        const machine = recordedMachine(SETUP);
        const regions = maps.regions.filter(
          ({ start: low, end }) => end <= machine.taskSizeBytes && low % 4096 === 0 && end % 4096 === 0,
        );
        const builder = new WhatIfBuilder(SETUP, machine, regions);
        const replay = new RecordedReplay(SETUP, regions, undefined, (call) => builder.add(call));
        for (const group of readStrace(text).groups) replay.take(group);
        const outcome = replay.outcome();
        const { asRecorded, fixed, different } = outcome;
        expect([asRecorded, fixed, different].every((count) => Number.isInteger(count) && count >= 0)).toBe(
          true,
        );
        expect(compareVmas(outcome.mm, regions).different).toBeGreaterThanOrEqual(0);
        expect(builder.build().steps.length).toBeLessThan(10_000);
        let end = 0;
        for (const vma of outcome.mm.space.vmas()) {
          expect(vma.start).toBeGreaterThanOrEqual(end);
          expect(vma.end).toBeGreaterThan(vma.start);
          end = vma.end;
        }
      }),
      { numRuns: 10_000 },
    );
  });
});
