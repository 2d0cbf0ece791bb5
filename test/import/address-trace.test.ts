import { expect, it } from 'vitest';
import { readAddressTrace } from '../../src/import/address-trace.ts';

const addresses = (text: string) => [...readAddressTrace(text).addresses];

it("takes lackey's loads, stores and modifies, not its instructions", () => {
  const text = '==12== Lackey\nI  04016c80,3\n L 1ffeffe7e0,8\n S 1ffeffe7e8,4\n M 04222c40,8\n';
  expect(addresses(text)).toEqual([0x1ffeffe7e0, 0x1ffeffe7e8, 0x4222c40]);
  expect(readAddressTrace(text).problems).toEqual([]);
});

it("takes reads and writes of drmemtrace's view tool", () => {
  const text = [
    'Output format:',
    '<record#> <instr#>: T<tid> <record details>',
    '------------------------------------------------------------',
    '           1           0: T342625 <marker: version 3>',
    '          12           1: T342625 ifetch      3 byte(s) @ 0x00007f6f0a2eb440 48 89 e7             mov    %rsp, %rdi',
    '          13           1: T342625 write       8 byte(s) @ 0x00007ffe0b1c2e58 by PC 0x00007f6f0a2eb443',
    '          14           1: T342625 read        8 byte(s) @ 0x00007f6f0a2ea000 by PC 0x00007f6f0a2eb443',
  ].join('\n');
  expect(addresses(text)).toEqual([0x7ffe0b1c2e58, 0x7f6f0a2ea000]);
  expect(readAddressTrace(text).problems).toEqual([]);
});

it('takes plain lists, hexadecimal and decimal, with comments', () => {
  expect(addresses('# mine\n0x1000\n\n8192\r\n')).toEqual([4096, 8192]);
});

it('names the line that is no address', () => {
  expect(readAddressTrace('0x1000\nbogus\n').problems).toEqual([
    { line: 2, message: 'no address of lackey, drmemtrace or a plain list' },
  ]);
});
