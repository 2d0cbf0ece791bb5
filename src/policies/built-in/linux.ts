import { definePolicy } from '../policy.ts';

/** The baseline: the placement of the machine's kernel, bit for bit. */
export default definePolicy({
  id: 'linux',
  summary: "the machine's kernel as it is",
  needs: [],
  toldBy: 'nobody',
  source: 'mm/mmap.c, mm/vma.c, mm/huge_memory.c, arch/*/mm',
});
