import { describe, expect, it } from 'vitest';
import { GIB, KIB, MIB } from '../../src/machine/bytes.ts';
import { instanceOf, machineOf, mapping, proposed } from './proposal.ts';

/** wilcox-length and max-order: congruent to pgoff, by length or by the order that a file names. */
const P = 4 * KIB;
const x86 = machineOf();
const arm = machineOf({ arch: 'arm64' });
const legacy = machineOf({ layout: 'legacy' });
const masks = (offset: number, ...sizes: number[]) => sizes.map((size) => ['mask', size, offset]);
const sizes = (found: readonly (readonly [string, number, number])[]) => found.map(([, size]) => size);

describe('wilcox-length', () => {
  const ask = (options: string, length: number, more = {}, machine = x86) =>
    proposed(`wilcox-length${options}`, mapping(length, more), {}, machine);

  it('tries every leaf that the length reaches, largest first, congruent to pgoff', () => {
    expect(ask('', GIB, { offsetBytes: 3 * P })).toEqual(masks(3 * P, GIB, 2 * MIB));
    expect(ask('', GIB - P)).toEqual(masks(0, 2 * MIB));
    expect(ask('', 2 * MIB)).toEqual(masks(0, 2 * MIB));
    expect(ask('', 2 * MIB - P)).toEqual([]);
    expect(ask('', GIB, { kind: 'file', hook: 'thp' })).toHaveLength(2);
  });
  it('test=block: one whole block must fit at the offset', () => {
    expect(ask('(test=block)', GIB, { offsetBytes: P })).toEqual(masks(P, 2 * MIB));
    expect(ask('(test=block)', GIB)).toEqual(masks(0, GIB, 2 * MIB));
    expect(ask('(test=block)', 2 * MIB, { offsetBytes: P })).toEqual([]);
  });
  it('calls=one: the largest only', () => {
    expect(ask('(calls=one)', GIB)).toEqual(masks(0, GIB));
  });
  it('cont=off: PMD and PUD only', () => {
    expect(sizes(ask('', GIB, {}, arm))).toEqual([GIB, 32 * MIB, 2 * MIB, 64 * KIB]);
    expect(sizes(ask('(cont=off)', GIB, {}, arm))).toEqual([GIB, 2 * MIB]);
  });
  it('leaves anonymous memory alone; anon=on: it too, at pgoff 0', () => {
    for (const kind of ['anon', 'anon-shared'] as const) {
      expect(ask('', GIB, { kind, offsetBytes: P })).toEqual([]);
      expect(ask('(anon=on)', GIB, { kind, offsetBytes: P })).toEqual(masks(0, GIB, 2 * MIB));
    }
    expect(ask('(anon=on)', GIB, { offsetBytes: P })).toEqual(masks(P, GIB, 2 * MIB));
  });
  it('hint=plain: none after a hint', () => {
    expect(ask('(hint=plain)', GIB, { hintBytes: P })).toEqual([]);
    expect(ask('(hint=plain)', GIB)).toHaveLength(2);
    expect(ask('', GIB, { hintBytes: P })).toHaveLength(2);
  });
  it('literal=on leaves x86 as it is; legacy=off the legacy layout', () => {
    const both = (options: string, machine = x86) => {
      const { hooks } = instanceOf(`wilcox-length${options}`, machine);
      return [ask(options, GIB, {}, machine).length, hooks!(mapping(GIB))];
    };
    expect(both('')).toEqual([2, 'removed']);
    expect(both('(hooks=kept)')).toEqual([2, 'wrapping']);
    expect(both('(literal=on)')).toEqual([0, 'kept']);
    expect(both('(literal=on)', arm)).toEqual([4, 'removed']);
    expect(both('(legacy=off)')).toEqual([2, 'removed']);
    expect(both('(legacy=off)', legacy)).toEqual([0, 'kept']);
    expect(both('', legacy)).toEqual([2, 'removed']);
  });
});

describe('max-order', () => {
  const ask = (options: string, length: number, maxOrder: number | undefined, more = {}, machine = x86) =>
    proposed(`max-order${options}`, mapping(length, more), { maxOrder }, machine);

  it('tries leaves up to the order that the length reaches, largest first', () => {
    expect(ask('', GIB, 18, { offsetBytes: P })).toEqual(masks(P, GIB, 2 * MIB));
    expect(ask('', GIB - P, 18)).toEqual(masks(0, 2 * MIB));
    expect(ask('', GIB, 17)).toEqual(masks(0, 2 * MIB));
    expect(ask('', GIB, 9)).toEqual(masks(0, 2 * MIB));
    expect(ask('', GIB, 8)).toEqual([]);
    expect(ask('', GIB, undefined)).toEqual([]);
    expect(ask('', GIB, 18, { kind: 'file' })).toHaveLength(2);
  });
  it('is not for anonymous memory, nor for files with a hook', () => {
    expect(ask('', GIB, 18, { kind: 'anon' })).toEqual([]);
    expect(ask('', GIB, 18, { kind: 'anon-shared' })).toEqual([]);
    expect(ask('', GIB, 18, { kind: 'file', hook: 'thp' })).toEqual([]);
    expect(ask('(hooks=removed)', GIB, 18, { kind: 'file', hook: 'thp' })).toHaveLength(2);
    expect(ask('(hooks=removed)', GIB, 18)).toHaveLength(2);
  });
  it('retry=off: one size', () => {
    expect(ask('(retry=off)', GIB, 18)).toEqual(masks(0, GIB));
  });
  it('test=block: one block must fit at the offset', () => {
    expect(ask('(test=block)', GIB, 18, { offsetBytes: P })).toEqual(masks(P, 2 * MIB));
    expect(ask('(test=block)', GIB, 9)).toEqual(masks(0, 2 * MIB));
  });
  it('sizes=literal: each power of two up to the order, above a page', () => {
    expect(sizes(ask('(sizes=literal)', 64 * KIB, 4))).toEqual([64 * KIB, 32 * KIB, 16 * KIB, 8 * KIB]);
    expect(sizes(ask('(sizes=literal)', 20 * KIB, 4))).toEqual([16 * KIB, 8 * KIB]);
    expect(ask('(sizes=literal)', GIB, 0)).toEqual([]);
    expect(ask('(sizes=literal)', GIB, undefined)).toEqual([]);
  });
  it('greedy=on: every device driver answers the largest leaf, files their order', () => {
    expect(ask('(greedy=on)', GIB, 0)).toEqual(masks(0, GIB, 2 * MIB));
    expect(ask('(greedy=on)', GIB, undefined)).toEqual(masks(0, GIB, 2 * MIB));
    expect(ask('(greedy=on)', GIB, 9, { kind: 'file' })).toEqual(masks(0, 2 * MIB));
    expect(ask('(greedy=on)', GIB, 9, {}, machineOf({ leaves: { pud: false, pmd: false } }))).toEqual([]);
  });
  it('cont, hint and legacy as everywhere', () => {
    expect(sizes(ask('', GIB, 18, {}, arm))).toEqual([GIB, 32 * MIB, 2 * MIB, 64 * KIB]);
    expect(sizes(ask('(cont=off)', GIB, 18, {}, arm))).toEqual([GIB, 2 * MIB]);
    expect(ask('(hint=plain)', GIB, 18, { hintBytes: P })).toEqual([]);
    expect(ask('(legacy=off)', GIB, 18, {}, legacy)).toEqual([]);
    expect(ask('', GIB, 18, {}, legacy)).toHaveLength(2);
  });
  it('says how a hook fares', () => {
    const hooks = (options: string) => instanceOf(`max-order${options}`, x86).hooks!(mapping(GIB));
    expect([hooks(''), hooks('(hooks=removed)')]).toEqual(['kept', 'removed']);
  });
});

it('arif-exec-order removes the hook where its own PMD search stands for it: arm64 with contPTE', () => {
  const hooks = (policy: string, machine: typeof arm, more = {}) =>
    instanceOf(policy, machine).hooks!(mapping(GIB, { kind: 'file', hook: 'thp', ...more }));
  expect(hooks('arif-exec-order', arm)).toBe('removed');
  expect(hooks('arif-exec-order', x86)).toBe('kept');
  expect(hooks('arif-exec-order', machineOf({ arch: 'riscv64' }))).toBe('kept');
  expect(hooks('arif-exec-order', machineOf({ arch: 'arm64', leaves: { contpte: false } }))).toBe('kept');
  expect(hooks('arif-exec-order', arm, { hook: 'none' })).toBe('kept');
  expect(hooks('arif-exec-order(scope=files)', arm, { hook: 'none' })).toBe('removed');
});
