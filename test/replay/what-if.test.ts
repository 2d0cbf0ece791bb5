import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type MapsRegion, readMaps } from '../../src/import/maps.ts';
import { DEFAULT_SETUP, type RecordingSetup, readSetup } from '../../src/import/setup.ts';
import { readStrace } from '../../src/import/strace.ts';
import { PolicyRun } from '../../src/policies/policy-run.ts';
import { parsePolicy } from '../../src/policies/registry.ts';
import type { Extent } from '../../src/replay/outcome.ts';
import { RecordedReplay } from '../../src/replay/recorded.ts';
import { recordedMachine } from '../../src/replay/recorded-setup.ts';
import { replayWhatIf } from '../../src/replay/what-if.ts';
import { WhatIfBuilder } from '../../src/replay/what-if-program.ts';

const FOLDERS = [
  new URL('../fixtures/recordings/', import.meta.url),
  new URL('../fixtures/traces/', import.meta.url),
];
const REAL = /^(?:python|gcc|java|node|perl|git|threads)/;
const stems = FOLDERS.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json') && REAL.test(name))
    .map((name) => ({ stem: name.slice(0, -'.json'.length), folder })),
);

/** What is mapped, whatever VMAs it is made of. */
function coverage(extents: readonly Extent[]): Extent[] {
  const covered: { start: number; end: number }[] = [];
  for (const { start, end } of extents) {
    const last = covered.at(-1);
    if (last?.end === start) last.end = end;
    else covered.push({ start, end });
  }
  return covered;
}

function programOf(setup: RecordingSetup, regions: readonly MapsRegion[], text: string) {
  const machine = recordedMachine(setup);
  const builder = new WhatIfBuilder(setup, machine, regions);
  const replay = new RecordedReplay(setup, regions, undefined, (call) => builder.add(call));
  for (const group of readStrace(text).groups) replay.take(group);
  return { machine, program: builder.build(), outcome: replay.outcome() };
}

describe.each(stems)('what if, of $stem', ({ stem, folder }) => {
  const read = (extension: string) => readFileSync(new URL(`${stem}.${extension}`, folder), 'utf8');
  const parsed = readSetup(read('json'));
  const setup = 'setup' in parsed ? parsed.setup : DEFAULT_SETUP;
  const { machine, program, outcome } = programOf(setup, readMaps(read('maps')).regions, read('strace'));

  it('maps under linux what the program had mapped', () => {
    expect(existsSync(new URL(`${stem}.json`, folder))).toBe(true);
    const { cell, uncarried } = replayWhatIf(program, new PolicyRun(parsePolicy('linux'), machine));
    const page = machine.pageBytes;
    const recorded = [...outcome.mm.space.vmas()].map(({ start, end }) => ({
      start: start * page,
      end: end * page,
    }));
    expect(uncarried).toEqual([]);
    expect(coverage(cell.vmas)).toEqual(coverage(recorded));
  });
});

describe('a trim after an over-reservation', () => {
  const MAPS = '7ffff7fc9000-7ffff7fff000 r-xp 00000000 fe:00 1 /lib/ld.so\n';
  const LOG = [
    'mmap(NULL, 1111490560, PROT_READ, MAP_PRIVATE, 3</data/model>, 0) = 0x7fffb5bc9000',
    'mmap(NULL, 134217728, PROT_NONE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_NORESERVE, -1, 0) = 0x7fffada00000',
    'munmap(0x7fffada00000, 39845888) = 0',
    'munmap(0x7fffb4000000, 27262976) = 0',
    'mprotect(0x7fffb0000000, 135168, PROT_READ|PROT_WRITE) = 0',
    '',
  ].join('\n');
  const setup: RecordingSetup = { ...DEFAULT_SETUP, mounts: [['/', 'overlay', '']] };

  it('is made where the address is congruent to the recorded one, and listed where it is not', () => {
    const { machine, program, outcome } = programOf(setup, readMaps(MAPS).regions, LOG);
    expect(outcome.differences).toEqual([]);
    const under = (policy: string) => replayWhatIf(program, new PolicyRun(parsePolicy(policy), machine));
    expect(under('linux').uncarried).toEqual([]);
    const { uncarried } = under('wilcox-length');
    expect(uncarried.map(({ line }) => line)).toEqual([3, 4]);
    expect(uncarried[0]?.reason).toContain('a trim to 64M');
  });
});
