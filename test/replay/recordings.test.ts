import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readMaps } from '../../src/import/maps.ts';
import type { RecordingSetup } from '../../src/import/setup.ts';
import { readStrace } from '../../src/import/strace.ts';
import { hex } from '../../src/machine/bytes.ts';
import { permissions } from '../../src/mm/vma.ts';
import { PolicyRun } from '../../src/policies/policy-run.ts';
import { parsePolicy } from '../../src/policies/registry.ts';
import { replayRecorded } from '../../src/replay/recorded.ts';
import { placesByPolicy } from '../../src/replay/recorded-policy.ts';
import { recordedMachine } from '../../src/replay/recorded-setup.ts';

const FOLDER = new URL('../fixtures/traces/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, FOLDER), 'utf8');
const stems = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length));

/** A recording's setup, its first map and its calls. */
function recording(stem: string) {
  const setup = JSON.parse(read(`${stem}.json`)) as RecordingSetup;
  return { setup, maps: readMaps(read(`${stem}.maps`)), log: readStrace(read(`${stem}.strace`)) };
}

describe.each(stems.filter((stem) => !stem.startsWith('patched-')))('recording %s', (stem) => {
  it('has every address where the kernel put it', () => {
    const { setup, maps, log } = recording(stem);
    const outcome = replayRecorded(setup, maps.regions, log.calls);
    expect([...maps.problems, ...log.problems]).toEqual([]);
    expect(outcome.differences).toEqual([]);
    const placements = log.calls.filter(({ call }) => call === 'mmap' || call === 'mremap');
    expect(outcome.asRecorded + outcome.fixed).toBe(placements.length);
    expect(outcome.asRecorded).toBeGreaterThan(20);
  });

  it.runIf(existsSync(new URL(`${stem}.after`, FOLDER)))('ends with the VMAs that the kernel had', () => {
    const { setup, maps, log } = recording(stem);
    const { mm } = replayRecorded(setup, maps.regions, log.calls);
    const page = mm.machine.pageBytes;
    const line = (start: number, end: number, flags: string) => `${hex(start)}-${hex(end)} ${flags}`;
    const wanted = readMaps(read(`${stem}.after`)).regions.map((r) => line(r.start, r.end, r.permissions));
    const got = [...mm.space.vmas()].map((v) => line(v.start * page, v.end * page, permissions(v.flags)));
    expect(got).toEqual(wanted);
  });
});

describe.each(stems.filter((stem) => stem.startsWith('patched-')))('patched kernel %s', (stem) => {
  const replayed = (policy?: string) => {
    const { setup, maps, log } = recording(stem);
    const run = new PolicyRun(parsePolicy(policy ?? setup.policy!), recordedMachine(setup));
    return replayRecorded(setup, maps.regions, log.calls, placesByPolicy(run, setup));
  };

  it('has every address where the patched kernel put it, under the policy of its name', () => {
    const outcome = replayed();
    expect(outcome.differences).toEqual([]);
    expect(outcome.asRecorded).toBeGreaterThan(300);
  });

  it('differs from the kernel without the patch', () => {
    expect(replayed('linux').differences.length).toBeGreaterThan(50);
  });
});
