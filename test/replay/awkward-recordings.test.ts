import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readMaps } from '../../src/import/maps.ts';
import { type RecordingSetup, readSetup } from '../../src/import/setup.ts';
import { readStrace } from '../../src/import/strace.ts';
import { RecordedReplay } from '../../src/replay/recorded.ts';
import { compareVmas } from '../../src/replay/recorded-vmas.ts';

const FOLDER = new URL('../fixtures/recordings/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, FOLDER), 'utf8');
const stems = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length));

function setupOf(stem: string): RecordingSetup {
  const result = readSetup(read(`${stem}.json`));
  if ('problems' in result) throw new Error(result.problems.join('; '));
  return result.setup;
}

describe.each(stems)('program %s', (stem) => {
  const log = readStrace(read(`${stem}.strace`));
  const maps = readMaps(read(`${stem}.maps`));
  const replay = new RecordedReplay(setupOf(stem), maps.regions);
  for (const group of log.groups) replay.take(group);
  const outcome = replay.outcome();

  it('has every address where the kernel put it', () => {
    expect([...maps.problems, ...log.problems]).toEqual([]);
    expect(outcome.differences).toEqual([]);
    expect(outcome.asRecorded).toBeGreaterThan(15);
  });

  it('ends with the VMAs that the kernel had, but for those that touches kept apart', () => {
    const { regions } = readMaps(read(`${stem}.after`));
    const { differences, asRecorded, apart } = compareVmas(outcome.mm, regions);
    expect(differences).toEqual([]);
    expect(asRecorded + apart).toBe(regions.length);
  });
});

describe('calls of several threads', () => {
  const stem = 'threads-fork-shm';
  const log = readStrace(read(`${stem}.strace`));

  it('overlap in this recording, and neither their begins nor their ends are in the order of the kernel', () => {
    expect(log.groups.some((group) => group.length > 5)).toBe(true);
    for (const order of ['line', 'endLine'] as const) {
      const replay = new RecordedReplay(setupOf(stem), readMaps(read(`${stem}.maps`)).regions);
      for (const call of [...log.calls].sort((a, b) => a[order] - b[order])) replay.take([call]);
      expect(replay.outcome().different).toBeGreaterThan(10);
    }
  });
});
