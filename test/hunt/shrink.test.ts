import { expect, it } from 'vitest';
import { Choices } from '../../src/hunt/choices.ts';
import { generate } from '../../src/hunt/generate.ts';
import { judge } from '../../src/hunt/judge.ts';
import { lossBetween } from '../../src/hunt/loss.ts';
import { shrink } from '../../src/hunt/shrink.ts';
import { compareSimplicity, simplicityOf } from '../../src/hunt/simplicity.ts';
import { type Situation, tidied } from '../../src/hunt/situation.ts';
import { settingsFor } from './hunted.ts';

const SEED = Number(process.env.SEED ?? 1);
const pair = { worse: 'linux', than: 'gunthorpe-start-pfn' };
const settings = settingsFor(pair);

function loses(situation: Situation): boolean {
  const judged = judge(situation, settings.judge);
  return judged !== undefined && (lossBetween(judged, pair.worse, pair.than, settings.metric) ?? 0) >= 0.5;
}

const lost = Array.from({ length: 500 }, (_, place) => generate(new Choices(SEED, `test ${place}`))).filter(
  loses,
);

it('has cases to shrink', () => expect(lost.length).toBeGreaterThan(10));

it('yields a simpler situation that still shows the loss, from which nothing can be left out', () => {
  for (const situation of lost.slice(0, 12)) {
    const small = shrink(situation, loses);
    expect(loses(small)).toBe(true);
    expect(compareSimplicity(simplicityOf(small), simplicityOf(situation))).toBeLessThanOrEqual(0);
    expect(small.steps.length).toBeLessThanOrEqual(situation.steps.length);
    for (const [place] of small.steps.entries())
      expect(loses(tidied({ ...small, steps: small.steps.toSpliced(place, 1) }))).toBe(false);
    for (const [place] of small.occupancy.entries())
      expect(loses({ ...small, occupancy: small.occupancy.toSpliced(place, 1) })).toBe(false);
    expect(shrink(small, loses)).toEqual(small);
  }
});

it('leaves alone what cannot be made simpler', () => {
  const bar: Situation = {
    machine: 'x86_64',
    settings: [],
    sources: [
      { kind: 'device', driver: 'vfio-pci', bar: true, ranges: [{ phys: 0, length: 2 ** 21 }], tells: [] },
    ],
    occupancy: [],
    steps: [
      {
        do: 'mmap',
        id: 1,
        source: 0,
        areas: false,
        offset: 0,
        length: undefined,
        at: undefined,
        fixed: 'no',
        flags: [],
      },
    ],
  };
  expect(loses(bar)).toBe(true);
  expect(shrink(bar, loses)).toEqual(bar);
});
