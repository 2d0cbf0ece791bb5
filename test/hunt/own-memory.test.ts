import { expect, it } from 'vitest';
import { staysInOwnMemory } from '../../src/hunt/invariants/own-memory.ts';
import { planOf } from '../../src/metrics/run-walk.ts';
import { HOST, scenariosOf } from '../metrics/scenarios.ts';

/** Whether the calls of a scenario stay in their own memory; `a` and `b` are mappings of 4M. */
function stays(calls: string): boolean {
  const [scenario] = scenariosOf(`scenario "calls" { a = mmap anon of 4M  b = mmap anon of 4M\n${calls} }`);
  return staysInOwnMemory(planOf(scenario!, scenario!.points[0]!, null, HOST).program.operations);
}

it.each([
  ['', true],
  ['mprotect a prot r', true],
  ['mprotect a offset 2M length 2M prot r', true],
  ['mprotect a offset 2M length 2M + 4K prot r', false],
  ['munmap a  mprotect a prot r', false],
  ['munmap a  mprotect b prot r', true],
  ['munmap a  mremap a to 4K', false],
  ['munmap a  c = mmap anon of 2M  mprotect c prot r', true],
  ['munmap a length 2M  mprotect a offset 2M prot r', true],
  ['munmap a length 2M  mprotect a prot r', false],
  ['munmap a offset 1M length 1M  munmap a length 1M  munmap a offset 2M', true],
  ['munmap a offset 1M length 1M  munmap a offset 512K length 1M', false],
  ['munmap 0x7000_0000_0000 length 4K', false],
  // It may fail: then what it would have added is not there.
  ['mremap a to 8M  mprotect a offset 4M length 4K prot r', false],
  ['mremap a to 8M  mprotect a length 4M prot r', true],
  ['mremap a to 2M  mprotect a length 4M prot r', false],
  ['mremap a to 2M  mprotect a length 2M prot r', true],
  ['mremap a to 8M at 0x7000_0000_0000', false],
  ['mmap anon of 4K at a fixed', true],
  ['mmap anon of 4K at a fixed  mprotect a prot r', false],
  ['mmap anon of 4K at a fixed  mprotect a offset 4K prot r', true],
  ['mmap anon of 8M at a fixed', false],
  ['mmap anon of 4K at 0x7000_0000_0000 fixed', false],
  ['mmap anon of 4K at 0x7000_0000_0000', true],
  ['brk +4K', true],
])('%s: %s', (calls, expected) => {
  expect(stays(calls)).toBe(expected);
});
