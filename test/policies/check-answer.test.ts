import { describe, expect, it } from 'vitest';
import { buildMachine } from '../../src/machine/machine.ts';
import { createMm } from '../../src/mm/mm.ts';
import { addressProblem, searchesProblem } from '../../src/policies/check-answer.ts';

const machine = buildMachine({ arch: 'x86_64' }).machine!;
const mm = createMm(machine);
mm.space.place(0x50000, 0x50010, { flags: 1, file: 1, pgoff: 0, owner: 0 });
const fine = { addressBytes: 2 ** 30, alignBytes: 2 ** 21, reason: '' };
const END = machine.taskSizeBytes;

describe('place()', () => {
  const shape = (of: string) =>
    `place() answered ${of}; it answers { addressBytes, alignBytes, reason }, or undefined`;
  const align = (of: string) => `place() answered alignBytes ${of}, no power of two of at least a page`;

  it.each([
    [null, 'form', shape('null')],
    [7, 'form', shape('7')],
    [{ addressBytes: Number.NaN }, 'form', shape('{ addressBytes }')],
    [
      { addressBytes: Number.POSITIVE_INFINITY, alignBytes: 1 },
      'form',
      shape('{ addressBytes, alignBytes }'),
    ],
    [{ addressBytes: '4096' }, 'form', shape('{ addressBytes }')],
    [{ addressBytes: 2 ** 30 }, 'form', align('undefined')],
    [{ ...fine, alignBytes: 3 * 4096 }, 'form', align('12288')],
    [{ ...fine, alignBytes: 2048 }, 'form', align('2048')],
    [{ ...fine, alignBytes: 0 }, 'form', align('0')],
    [{ ...fine, alignBytes: -4096 }, 'form', align('-4096')],
    [{ ...fine, alignBytes: '4096' }, 'form', align("'4096'")],
    [
      { ...fine, addressBytes: 2 ** 30 + 1 },
      'page-aligned',
      'place() answered an address that is not page-aligned',
    ],
    [{ ...fine, addressBytes: 4096 }, 'in-range', 'place() answered an address out of range'],
    [{ ...fine, addressBytes: 0xf000 }, 'in-range', 'place() answered an address out of range'],
    [{ ...fine, addressBytes: END - 4096 }, 'in-range', 'place() answered an address out of range'],
    [{ ...fine, addressBytes: 0x5000_f000 }, 'free', 'place() answered an address that is not free'],
    [{ ...fine, addressBytes: 0x4fff_f000 }, 'free', 'place() answered an address that is not free'],
  ])('answering %j breaks the rule %s', (answer, rule, message) => {
    expect(addressProblem(mm, answer as typeof fine, 2)).toEqual({ rule, message });
  });

  it.each([
    fine,
    { ...fine, alignBytes: 4096 },
    { ...fine, addressBytes: 0x1_0000 },
    { ...fine, addressBytes: END - 8192 },
    { ...fine, addressBytes: 0x5001_0000 },
    { ...fine, addressBytes: 0x4fff_e000 },
  ])('may answer %j', (answer) => {
    expect(addressProblem(mm, answer, 2)).toBeUndefined();
  });
});

describe('propose()', () => {
  const search = { form: 'mask', alignBytes: 2 ** 21, offsetBytes: 0 };
  const form = (of: string) => `a search has the form ${of}, not mask or thp`;
  const align = (of: string) =>
    `a search asks for alignBytes ${of}, which is no power of two of at least a page`;
  const offset = (of: string) => `a search asks for offsetBytes ${of}, which is no multiple of a page`;

  it.each([
    [7, 'form', 'propose() did not answer with an array of searches'],
    [{ length: 0 }, 'form', 'propose() did not answer with an array of searches'],
    [[{ ...search, form: 'maks' }], 'form', form("'maks'")],
    [[undefined], 'form', form('undefined')],
    [[null], 'form', form('undefined')],
    [[search, { ...search, form: '' }], 'form', form("''")],
    [[{ ...search, alignBytes: 512 }], 'page-aligned', align('512')],
    [[{ ...search, alignBytes: 12288 }], 'page-aligned', align('12288')],
    [[{ ...search, alignBytes: undefined }], 'page-aligned', align('undefined')],
    [[{ ...search, offsetBytes: 512 }], 'page-aligned', offset('512')],
    [[{ ...search, offsetBytes: Number.NaN }], 'page-aligned', offset('NaN')],
    [[{ ...search, offsetBytes: Number.POSITIVE_INFINITY }], 'page-aligned', offset('Infinity')],
    [[{ ...search, offsetBytes: '0' }], 'page-aligned', offset("'0'")],
  ])('answering %j breaks the rule %s', (answer, rule, message) => {
    expect(searchesProblem(answer, 4096)).toEqual({ rule, message });
  });

  it('may answer masks and thp searches, or none', () => {
    expect(searchesProblem([], 4096)).toBeUndefined();
    expect(
      searchesProblem([search, { ...search, form: 'thp', alignBytes: 4096, offsetBytes: -4096 }], 4096),
    ).toBeUndefined();
  });
});
