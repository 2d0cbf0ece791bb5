import { expect, it } from 'vitest';
import { buildMachine } from '../../src/machine/machine.ts';
import { createMm } from '../../src/mm/mm.ts';
import { addressProblem, searchesProblem } from '../../src/policies/check-answer.ts';

const mm = createMm(buildMachine({ arch: 'x86_64' }).machine!);
const fine = { addressBytes: 2 ** 30, alignBytes: 2 ** 21, reason: '' };

it.each([
  [null, 'form'],
  [{ addressBytes: Number.NaN }, 'form'],
  [{ addressBytes: 2 ** 30 }, 'form'],
  [{ ...fine, alignBytes: 3 * 4096 }, 'form'],
  [{ ...fine, addressBytes: 2 ** 30 + 1 }, 'page-aligned'],
  [{ ...fine, addressBytes: 4096 }, 'in-range'],
  [{ ...fine, addressBytes: 2 ** 47 - 8192 }, 'in-range'],
  [fine, undefined],
])('place() answering %j breaks the rule %s', (answer, rule) => {
  expect(addressProblem(mm, answer, 2)?.rule).toBe(rule);
});

it.each([
  [7, 'form'],
  [[{ form: 'maks' }], 'form'],
  [[{ form: 'mask', alignBytes: 512, offsetBytes: 0 }], 'page-aligned'],
  [[{ form: 'mask', alignBytes: 2 ** 21, offsetBytes: 512 }], 'page-aligned'],
  [[{ form: 'thp', alignBytes: 2 ** 21, offsetBytes: 4096 }], undefined],
])('propose() answering %j breaks the rule %s', (answer, rule) => {
  expect(searchesProblem(answer, 4096)?.rule).toBe(rule);
});
