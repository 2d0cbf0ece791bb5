import { expect, it } from 'vitest';
import { judgeText } from '../../src/hunt/judge.ts';
import { settingsFor } from '../hunt/hunted.ts';

/** The PMD leaves of `dev`, 8M of a BAR at a congruent address, after some calls on it. */
function pmdsAfter(...calls: readonly string[]): unknown {
  const text = `language 1
scenario "case" on x86_64 {
  device gpu { driver vfio-pci  bar 0 { phys 0x200_0000_0000  size 8M  prefetchable } }
  dev = mmap gpu.bar0
  ${calls.join('\n  ')}
}
`;
  const judged = judgeText(text, settingsFor({ worse: 'linux', than: 'gunthorpe-start-pfn' }).judge)!;
  return judged.cells.get('gunthorpe-start-pfn')!.result.placements[0]!.leaves_pmd;
}

it('is counted in its VMAs, which mprotect splits where protection changes', () => {
  expect(pmdsAfter()).toBe(4);
  // Split at 1M and at 3M: the PMDs from 0 and from 2M lie in two VMAs each.
  expect(pmdsAfter('mprotect dev offset 1M length 2M prot r')).toBe(2);
});

it('splits nothing where the protection is what it was', () => {
  expect(pmdsAfter('mprotect dev offset 1M length 2M prot rw')).toBe(4);
});

// do_mprotect_pkey() changes VMA by VMA and answers ENOMEM when it comes to the hole behind the mapping: by then the
// VMA is split at 7M, so its last PMD is lost.
it('keeps what a call that failed had done before', () => {
  expect(pmdsAfter('mprotect dev offset 7M length 8M prot r')).toBe(3);
});
