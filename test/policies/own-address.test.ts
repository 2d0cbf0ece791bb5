import { describe, expect, it } from 'vitest';
import { VM } from '../../src/mm/vma.ts';
import { BASE, below, fill, HINT, lab, P } from './engine.ts';

/** What the engine does with an address that a policy chooses by itself. */
describe('an address of the policy’s own', () => {
  const at = (page: number, alignPages = 64) => ({
    addressBytes: page * P,
    alignBytes: alignPages * P,
    reason: '',
  });
  const chooses = (answer: unknown, settings = {}) =>
    lab({ create: () => ({ place: () => answer as never }) }, settings);

  it('is taken with the gap that holds it', () => {
    const { mm, ask } = chooses(at(HINT + 3));
    fill(mm, HINT - 100, HINT - 90);
    fill(mm, HINT + 500, HINT + 510, VM.GROWSDOWN);
    const gap = { gapStart: HINT - 90, gapEnd: HINT + 500 - 256 };
    expect(ask(10)).toEqual({ page: HINT + 3, via: 'topdown', alignPages: 64, form: 'exact', ...gap });
    expect(mm.searchCount).toBe(1);
    const info = {
      topdown: true,
      lengthPages: 10,
      lowPages: gap.gapStart,
      highPages: gap.gapEnd,
      alignPages: 64,
      offsetPages: 3,
    };
    expect(mm.searches).toEqual([
      { form: 'exact', reason: 'chosen by the policy', info, wanted: info, area: { page: HINT + 3, ...gap } },
    ]);
  });
  it('counts as top-down up to mmap_base, bottom-up above it and in the legacy layout', () => {
    expect(chooses(at(BASE - 10)).ask(10)).toMatchObject({ via: 'topdown', gapStart: 16, gapEnd: BASE });
    expect(chooses(at(BASE - 9)).ask(10)).toMatchObject({
      via: 'bottomup',
      gapStart: 0x2aaa_aaaa_b,
      gapEnd: 0x7fff_ffff_f,
    });
    const legacy = chooses(at(HINT), { layout: 'legacy' });
    expect(legacy.ask(10)).toMatchObject({ via: 'bottomup', gapStart: 0x2aaa_aaaa_b, gapEnd: 0x7fff_ffff_f });
    const above = chooses(at(0x7000_0000_0), { layout: 'legacy' });
    fill(above.mm, 0x6000_0000_0, 0x6fff_ffff_0);
    expect(above.ask(10)).toMatchObject({ gapStart: 0x6fff_ffff_0 });
  });
  it('that breaks a rule is a violation, and the kernel places', () => {
    const { run, ask } = chooses(at(3));
    expect(ask(10).page).toBe(BASE - 10);
    expect(run.failure).toEqual({
      status: 'violation',
      rule: 'in-range',
      message: 'place() answered an address out of range',
    });
  });
  it('may be none', () => {
    const { run, ask } = chooses(undefined);
    expect(ask(10).page).toBe(BASE - 10);
    expect(run.failure).toBeUndefined();
  });
  it('comes after a hint that is free', () => {
    const { mm, ask } = chooses(at(HINT));
    expect(ask(10, { hintPages: HINT + 7 })).toMatchObject({ page: HINT + 7, via: 'hint' });
    fill(mm, HINT + 12, HINT + 13);
    expect(ask(10, { hintPages: HINT + 7 })).toMatchObject({ page: HINT, form: 'exact' });
    expect(mm.searchCount).toBe(1);
  });
  it('is chosen with a view of free slots: below mmap_base, and in the bottom-up window', () => {
    const seen: unknown[] = [];
    const { mm, ask } = lab({
      create: () => ({
        place: (_, view) => {
          seen.push(
            view.highestSlot(10 * P - 1, 64 * P, 3 * P),
            view.lowestSlot(10 * P - 1, 64 * P, 3 * P),
            view.highestSlot(BASE * P, P, 0),
            view.lowestSlot(2 ** 50, P, 0),
          );
          return undefined;
        },
      }),
    });
    ask(10);
    const low = 0x2aaa_aaaa_b;
    expect(seen).toEqual([
      below(10, 64, 3) * P,
      (Math.ceil((low - 3) / 64) * 64 + 3) * P,
      undefined,
      undefined,
    ]);
    fill(mm, 16, BASE - 20);
    seen.length = 0;
    ask(10);
    expect(seen.slice(0, 2)).toEqual([undefined, Math.ceil((BASE - 3) / 64) * 64 * P + 3 * P]);
  });
  it('views begin at mmap_min_addr and end at mmap_base or the map window', () => {
    const slots: unknown[] = [];
    const { ask, mm } = lab({
      create: () => ({
        place: (_, view) => {
          slots.push(view.highestSlot((BASE - 16) * P, P, 0), view.highestSlot((BASE - 15) * P, P, 0));
          slots.push(view.lowestSlot(P, 2 ** 34 * P, 0));
          return undefined;
        },
      }),
    });
    ask(1);
    expect(slots).toEqual([16 * P, undefined, 2 ** 34 * P]);
    expect(mm.limits.mapWindow).toBe(0x7fff_ffff_f);
  });
});
