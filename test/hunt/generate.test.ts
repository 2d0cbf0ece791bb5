import { expect, it } from 'vitest';
import { Choices } from '../../src/hunt/choices.ts';
import { CONSTRUCTS } from '../../src/hunt/constructs.ts';
import { generate } from '../../src/hunt/generate.ts';
import { judge } from '../../src/hunt/judge.ts';
import { mutate, OPEN } from '../../src/hunt/mutate.ts';
import { tidied } from '../../src/hunt/situation.ts';
import { settingsFor } from './hunted.ts';

const SEED = Number(process.env.SEED ?? 1);

const drawn = (count: number) =>
  Array.from({ length: count }, (_, place) => generate(new Choices(SEED, `test ${place}`)));

it('has no weights: no list of constructs names anything twice', () => {
  for (const list of Object.values(CONSTRUCTS)) expect(new Set<unknown>(list).size).toBe(list.length);
});

it('draws every construct', () => {
  const text = JSON.stringify(drawn(1500));
  for (const machine of CONSTRUCTS.machine) expect(text).toContain(`"${machine}"`);
  for (const driver of CONSTRUCTS.driver) expect(text).toContain(`"${driver}"`);
  for (const fs of CONSTRUCTS.fs) expect(text).toContain(`"fs":"${fs}"`);
  for (const setting of CONSTRUCTS.setting) expect(text).toContain(`"${setting}"`);
  for (const flag of CONSTRUCTS.flag.filter((one) => one !== 'none')) expect(text).toContain(`"${flag}"`);
  for (const word of ['"hole"', '"areas":true', '"munmap"', '"mprotect"', '"mremap"', '"noreplace"'])
    expect(text).toContain(word);
});

it('draws situations most of which the checker takes without a warning', () => {
  const { judge: settings } = settingsFor({ worse: 'linux', than: 'exact-fit' });
  const taken = drawn(400).filter((situation) => judge(situation, settings) !== undefined);
  expect(taken.length).toBeGreaterThan(240);
});

it('changes situations into others without a loose end', () => {
  let situation = drawn(1)[0]!;
  for (let round = 0; round < 500; round++) {
    const changed = mutate(situation, new Choices(SEED, `change ${round}`), OPEN, drawn(1)[0]!);
    expect(tidied(changed)).toEqual(changed);
    if (changed.steps.length > 0) situation = changed;
  }
});
