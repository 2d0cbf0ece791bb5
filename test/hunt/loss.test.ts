import { expect, it } from 'vitest';
import { judgeText } from '../../src/hunt/judge.ts';
import { huntMetric, lossBetween, relativeLoss } from '../../src/hunt/loss.ts';
import { settingsFor } from './hunted.ts';

it('takes the direction from the catalogue', () => {
  expect(huntMetric('faults')).toEqual({ name: 'faults', better: 'lower' });
  expect(huntMetric('share_of_ideal')).toEqual({ name: 'share_of_ideal', better: 'higher' });
  for (const none of ['leaves_pmd', 'gap_histogram', 'status', 'window_start', 'bytes_lost', 'nonsense'])
    expect(huntMetric(none)).toBeUndefined();
});

it('is the difference as a share of the larger figure, so that sizes do not count', () => {
  const faults = huntMetric('faults')!;
  expect(relativeLoss(1024, 512, faults)).toBe(0.5);
  expect(relativeLoss(2, 1, faults)).toBe(0.5);
  expect(relativeLoss(512, 1024, faults)).toBe(-0.5);
  expect(relativeLoss(0, 0, faults)).toBe(0);
  expect(relativeLoss(0.25, 1, huntMetric('share_of_ideal')!)).toBe(0.75);
});

it('does not call it a gain that a mapping failed', () => {
  // All but 4M is taken: QEMU's reservation of 8M fails, so it has no faults; the kernel's own search finds the room.
  const text = `language 1
scenario "full" on x86_64 {
  device gpu { driver vfio-pci  bar 0 { phys 0x200_0000_0000 size 4M prefetchable } }
  occupancy { 0x1_0000..0x7fff_f780_0000 anon  0x7fff_f7c0_0000..0x7fff_ffff_f000 anon }
  dev = mmap gpu.bar0
}
`;
  const pair = { worse: 'linux', than: 'qemu-9.2' };
  const judged = judgeText(text, settingsFor(pair, 'faults').judge)!;
  expect(judged.cells.get('qemu-9.2')!.result.status).toBe('failed');
  expect(lossBetween(judged, 'linux', 'qemu-9.2', huntMetric('faults')!)).toBeUndefined();
  expect(lossBetween(judged, 'qemu-9.2', 'linux', huntMetric('share_of_ideal')!)).toBe(1);
});
