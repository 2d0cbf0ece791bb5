import { describe, expect, it } from 'vitest';
import { highestSlot, lowestSlot } from '../../src/mm/exact-slot.ts';
import { search, searchMasks } from '../../src/mm/search.ts';
import { VM } from '../../src/mm/vma.ts';
import { empty, occupy } from './process.ts';

/** Two gaps of 100 pages, [1100, 1200) and [1300, 1400), in a window of which both ends are taken. */
const twoGaps = () => occupy(empty(), [1000, 1100], [1200, 1300], [1400, 1500]);
const window = (topdown: boolean, lengthPages: number, lowPages = 1050, highPages = 1450) => ({
  topdown,
  lengthPages,
  lowPages,
  highPages,
});

describe('what a search found', () => {
  it.each([
    [
      true,
      10,
      1,
      0,
      { page: 1390, via: 'topdown', gapStart: 1300, gapEnd: 1400, alignPages: 1, form: 'plain' },
    ],
    [
      false,
      10,
      1,
      0,
      { page: 1100, via: 'bottomup', gapStart: 1100, gapEnd: 1200, alignPages: 1, form: 'plain' },
    ],
    [
      true,
      10,
      64,
      3,
      { page: 1347, via: 'topdown', gapStart: 1300, gapEnd: 1400, alignPages: 64, form: 'mask' },
    ],
    [
      false,
      10,
      64,
      3,
      { page: 1155, via: 'bottomup', gapStart: 1100, gapEnd: 1200, alignPages: 64, form: 'mask' },
    ],
    [true, 101, 1, 0, { page: -12, gapStart: 0, gapEnd: 0 }],
    [false, 101, 1, 0, { page: -12, gapStart: 0, gapEnd: 0 }],
    [true, 38, 64, 0, { page: -12 }],
    [true, 37, 64, 0, { page: 1344 }],
    [false, 38, 64, 0, { page: -12 }],
    [false, 37, 64, 0, { page: 1152 }],
  ] as const)('top-down %s, %i pages, align %i, offset %i', (topdown, pages, align, offset, wanted) => {
    expect(search(twoGaps(), window(topdown, pages), align, offset, 'plain', '')).toMatchObject(wanted);
  });

  it('clips the gap to the window', () => {
    const mm = twoGaps();
    expect(search(mm, window(true, 10, 1150, 1350), 1, 0, 'plain', '')).toMatchObject({
      page: 1340,
      gapStart: 1300,
      gapEnd: 1350,
    });
    expect(search(mm, window(false, 10, 1150, 1180), 1, 0, 'plain', '')).toMatchObject({
      page: 1150,
      gapStart: 1150,
      gapEnd: 1180,
    });
    expect(search(mm, window(true, 10, 1150, 1180), 1, 0, 'plain', '')).toMatchObject({
      page: 1170,
      gapStart: 1150,
      gapEnd: 1180,
    });
  });

  it('takes nothing below mmap_min_addr', () => {
    expect(search(empty(), window(false, 4, 0, 100), 1, 0, 'plain', '').page).toBe(16);
    expect(search(empty(), window(true, 4, 0, 20), 1, 0, 'plain', '').page).toBe(16);
    expect(search(empty(), window(true, 4, 0, 19), 1, 0, 'plain', '').page).toBe(-12);
    expect(search(empty(), window(false, 4, 17, 100), 1, 0, 'plain', '').page).toBe(17);
  });
});

describe('the guard gap of a stack', () => {
  it('top-down: the search goes on below it', () => {
    const mm = occupy(empty(), [1000, 1100], [1400, 1500, VM.GROWSDOWN]);
    expect(search(mm, window(true, 10), 1, 0, 'plain', '')).toMatchObject({
      page: 1134,
      gapStart: 1100,
      gapEnd: 1144,
    });
    expect(search(mm, window(true, 44), 1, 0, 'plain', '').page).toBe(1100);
    expect(search(mm, window(true, 45), 1, 0, 'plain', '').page).toBe(-12);
    expect(search(mm, window(true, 10, 1050, 1144), 1, 0, 'plain', '').page).toBe(1134);
    expect(search(mm, window(true, 10, 1050, 1145), 1, 0, 'plain', '').page).toBe(1134);
  });

  it('bottom-up: the padded area must end below it, else the search goes on above the stack', () => {
    const mm = occupy(empty(), [1000, 1100], [1400, 1410, VM.GROWSDOWN]);
    expect(search(mm, window(false, 44), 1, 0, 'plain', '').page).toBe(1100);
    expect(search(mm, window(false, 45, 1050, 1500), 1, 0, 'plain', '')).toMatchObject({
      page: 1410,
      gapStart: 1410,
      gapEnd: 1500,
    });
    expect(search(mm, window(false, 45), 1, 0, 'plain', '').page).toBe(-12);
    // gap + L - 1 of the kernel, L being the length with its padding, counts from the aligned start.
    expect(search(mm, window(false, 10, 1050, 1500), 16, 12, 'plain', '').page).toBe(1100);
    expect(search(mm, window(false, 10, 1050, 1500), 16, 11, 'plain', '').page).toBe(1115);
    expect(search(mm, window(false, 15, 1050, 1500), 16, 11, 'plain', '').page).toBe(1419);
  });
});

describe('what is recorded', () => {
  const info = { topdown: true, lengthPages: 10, lowPages: 1050, highPages: 1450 };
  it('are aligned searches; plain ones are counted', () => {
    const mm = twoGaps();
    search(mm, info, 1, 0, 'plain', 'plain');
    search(mm, info, 64, 3, 'mask', 'why');
    search(mm, info, 2, 0, 'plain', 'hugetlb');
    search(mm, info, 1, 0, 'mask', 'a mask of nothing');
    expect(mm.searchCount).toBe(4);
    expect(mm.searches.map(({ form, reason }) => [form, reason])).toEqual([
      ['mask', 'why'],
      ['plain', 'hugetlb'],
      ['mask', 'a mask of nothing'],
    ]);
    const asked = { ...info, alignPages: 64, offsetPages: 3 };
    expect(mm.searches[0]).toEqual({
      form: 'mask',
      reason: 'why',
      info: asked,
      wanted: asked,
      area: { page: 1347, gapStart: 1300, gapEnd: 1400 },
    });
  });

  it.each(['recording', 'padding'] as const)('are all of them while %s', (setting) => {
    const mm = twoGaps();
    mm[setting] = true;
    search(mm, info, 1, 0, 'plain', 'now');
    expect(mm.searches).toHaveLength(1);
  });
});

it('masked searches run in order until one succeeds', () => {
  const mask = (alignPages: number) => ({ alignPages, offsetPages: 0, reason: String(alignPages) });
  const mm = twoGaps();
  expect(searchMasks(mm, [mask(128), mask(16), mask(4)], window(true, 10))?.page).toBe(1376);
  expect(mm.searches.map(({ reason }) => reason)).toEqual(['128', '16']);
  expect(searchMasks(mm, [mask(128)], window(true, 10))).toBeUndefined();
  expect(searchMasks(mm, [], window(true, 10))).toBeUndefined();
  const first = empty();
  expect(
    searchMasks(first, [mask(1)], { topdown: false, lengthPages: 1, lowPages: 0, highPages: 99 })?.page,
  ).toBe(16);
});

describe('exact slots', () => {
  const slot = (
    lengthPages: number,
    alignPages: number,
    offsetPages: number,
    lowPages = 1050,
    highPages = 1450,
  ) => ({
    lowPages,
    highPages,
    lengthPages,
    alignPages,
    offsetPages,
  });

  it('need no padding, and go on to the next gap', () => {
    const { space } = twoGaps();
    expect(highestSlot(space, slot(56, 64, 0))).toBe(1344);
    expect(highestSlot(space, slot(57, 64, 0))).toBeUndefined();
    expect(highestSlot(space, slot(64, 64, 20))).toBe(1300);
    expect(highestSlot(space, slot(80, 128, 90))).toBe(1114);
    expect(lowestSlot(space, slot(48, 64, 0))).toBe(1152);
    expect(lowestSlot(space, slot(56, 64, 0))).toBe(1344);
    expect(lowestSlot(space, slot(57, 64, 0))).toBeUndefined();
    expect(lowestSlot(space, slot(64, 64, 12))).toBe(1100);
  });

  it('lie inside the window', () => {
    const { space } = twoGaps();
    expect(highestSlot(space, slot(10, 1, 0, 1050, 1350))).toBe(1340);
    expect(lowestSlot(space, slot(10, 1, 0, 1150, 1450))).toBe(1150);
    expect(highestSlot(space, slot(10, 64, 0, 1345, 1399))).toBeUndefined();
    expect(lowestSlot(space, slot(10, 64, 0, 1345, 1399))).toBeUndefined();
    expect(lowestSlot(empty().space, slot(10, 64, 0, 1, 73))).toBeUndefined();
    expect(lowestSlot(empty().space, slot(10, 64, 0, 1, 74))).toBe(64);
    expect(highestSlot(empty().space, slot(10, 64, 0, 1, 73))).toBeUndefined();
  });

  it('keep the guard gap of a stack', () => {
    const { space } = occupy(empty(), [1000, 1100], [1400, 1410, VM.GROWSDOWN]);
    expect(highestSlot(space, slot(10, 1, 0, 1050, 1405))).toBe(1134);
    expect(lowestSlot(space, slot(44, 1, 0))).toBe(1100);
    expect(lowestSlot(space, slot(45, 1, 0, 1050, 1500))).toBe(1410);
  });
});
