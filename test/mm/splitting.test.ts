import { describe, expect, it } from 'vitest';
import { VM } from '../../src/mm/vma.ts';
import { anon, file, ranges, space } from './vmas.ts';

/** vma_modify_flags() and split_vma(): kernel-facts 2.11. */
describe('changeFlags', () => {
  const whole = () => {
    const mm = space();
    mm.add(10, 20, anon(10));
    return mm;
  };

  it('splits in two and in three, each part with its own pgoff', () => {
    const mm = space();
    mm.add(10, 20, file(5));
    expect(mm.changeFlags(13, 16, VM.EXEC)).toBe(0);
    expect([...mm.vmas()]).toEqual([
      { start: 10, end: 13, ...file(5) },
      { start: 13, end: 16, ...file(8, 1, VM.EXEC) },
      { start: 16, end: 20, ...file(11) },
    ]);
  });

  it('does nothing where flags are the same', () => {
    const mm = whole();
    expect(mm.changeFlags(12, 13, VM.READ)).toBe(0);
    expect(ranges(mm)).toEqual([[10, 20]]);
  });

  it('merges a part with the neighbour that has the same flags', () => {
    const mm = whole();
    mm.changeFlags(10, 15, VM.EXEC);
    mm.changeFlags(15, 17, VM.EXEC);
    expect(ranges(mm)).toEqual([
      [10, 17],
      [17, 20],
    ]);
    mm.changeFlags(17, 20, VM.EXEC);
    expect(ranges(mm)).toEqual([[10, 20]]);
  });

  it('splits at max_map_count only where the part merges with a neighbour', () => {
    const two = (maxMapCount = 2) => {
      const mm = space(maxMapCount);
      mm.add(10, 15, anon(10, VM.EXEC));
      mm.add(15, 20, anon(15));
      return mm;
    };
    const first = two();
    expect(first.changeFlags(15, 17, VM.EXEC)).toBe(0);
    expect(ranges(first)).toEqual([
      [10, 17],
      [17, 20],
    ]);
    const last = two();
    expect(last.changeFlags(13, 15, VM.READ)).toBe(0);
    expect(ranges(last)).toEqual([
      [10, 13],
      [13, 20],
    ]);
    const refused = two();
    expect(refused.changeFlags(16, 17, VM.EXEC)).toBe(-12);
    expect(refused.changeFlags(17, 20, VM.EXEC)).toBe(-12);
    expect(refused.changeFlags(10, 12, VM.READ)).toBe(-12);
    expect(refused.changeFlags(15, 17, VM.WRITE)).toBe(-12);
    expect(refused.changeFlags(11, 13, VM.READ)).toBe(-12);
    expect(ranges(refused)).toEqual([
      [10, 15],
      [15, 20],
    ]);
    expect(two(3).changeFlags(17, 20, VM.EXEC)).toBe(0);
    expect(refused.changeFlags(10, 15, VM.WRITE)).toBe(0);
  });

  it('at max_map_count looks at the file, the offset and VM_SPECIAL of the neighbour', () => {
    const refusing = (next: ReturnType<typeof file>, flags: number = VM.EXEC) => {
      const mm = space(2);
      mm.add(10, 15, next);
      mm.add(15, 20, file(5));
      return mm.changeFlags(15, 17, flags);
    };
    expect(refusing(file(0, 1, VM.EXEC))).toBe(0);
    expect(refusing(file(1, 1, VM.EXEC))).toBe(-12);
    expect(refusing(file(0, 2, VM.EXEC))).toBe(-12);
    expect(refusing(file(0, 1, VM.EXEC | VM.SPECIAL), VM.EXEC | VM.SPECIAL)).toBe(-12);
  });

  it('at max_map_count merges with a neighbour after it by its offset', () => {
    const merging = (pgoff: number) => {
      const mm = space(2);
      mm.add(10, 15, file(0));
      mm.add(15, 20, file(pgoff, 1, VM.EXEC));
      return mm.changeFlags(13, 15, VM.EXEC);
    };
    expect(merging(5)).toBe(0);
    expect(merging(3)).toBe(-12);
    expect(merging(7)).toBe(-12);
  });

  it('keeps a whole VMA with vm_ops->close() apart from equal neighbours', () => {
    const mm = space();
    mm.add(10, 20, file(0, 1, VM.CLOSES | VM.READ));
    mm.add(20, 30, file(10, 1, VM.CLOSES));
    mm.changeFlags(20, 30, VM.CLOSES | VM.READ);
    expect([...mm.vmas()].map(({ start, flags }) => [start, flags])).toEqual([
      [10, VM.CLOSES | VM.READ],
      [20, VM.CLOSES | VM.READ],
    ]);
    const part = space();
    part.add(10, 20, file(0, 1, VM.CLOSES));
    part.changeFlags(10, 13, VM.CLOSES | VM.READ);
    expect(ranges(part)).toEqual([
      [10, 13],
      [13, 20],
    ]);
  });
});

describe('remove', () => {
  const three = (maxMapCount?: number) => {
    const mm = space(maxMapCount);
    mm.add(10, 20, file(0));
    mm.add(30, 40, file(0));
    mm.add(40, 50, file(99));
    return mm;
  };

  it.each([
    [
      0,
      10,
      [
        [10, 20],
        [30, 40],
        [40, 50],
      ],
    ],
    [
      20,
      30,
      [
        [10, 20],
        [30, 40],
        [40, 50],
      ],
    ],
    [
      50,
      60,
      [
        [10, 20],
        [30, 40],
        [40, 50],
      ],
    ],
    [
      10,
      20,
      [
        [30, 40],
        [40, 50],
      ],
    ],
    [
      5,
      12,
      [
        [12, 20],
        [30, 40],
        [40, 50],
      ],
    ],
    [
      15,
      25,
      [
        [10, 15],
        [30, 40],
        [40, 50],
      ],
    ],
    [
      15,
      35,
      [
        [10, 15],
        [35, 40],
        [40, 50],
      ],
    ],
    [
      15,
      45,
      [
        [10, 15],
        [45, 50],
      ],
    ],
    [
      12,
      14,
      [
        [10, 12],
        [14, 20],
        [30, 40],
        [40, 50],
      ],
    ],
    [
      12,
      20,
      [
        [10, 12],
        [30, 40],
        [40, 50],
      ],
    ],
    [
      30,
      40,
      [
        [10, 20],
        [40, 50],
      ],
    ],
    [0, 99, []],
    [
      35,
      50,
      [
        [10, 20],
        [30, 35],
      ],
    ],
  ] as const)('of [%i, %i)', (start, end, left) => {
    const mm = three();
    expect(mm.remove(start, end)).toBe(0);
    expect(ranges(mm)).toEqual(left);
  });

  it('leaves the offset of what stays where it was', () => {
    const mm = three();
    mm.remove(12, 14);
    mm.remove(30, 33);
    expect([...mm.vmas()].map(({ start, pgoff }) => start - pgoff)).toEqual([10, 10, 30, -59]);
  });

  it('may shorten at max_map_count, but not split', () => {
    const mm = three(3);
    expect(mm.remove(12, 14)).toBe(-12);
    expect(mm.mapCount).toBe(3);
    expect(mm.remove(18, 32)).toBe(0);
    expect(three(4).remove(12, 14)).toBe(0);
  });
});
