import fc from 'fast-check';
import { expect, it } from 'vitest';
import { exactText } from '../../src/report/exact-text.ts';

it('writes integers in full, where a double would be rounded or take an exponent', () => {
  expect(exactText(2 ** 57, 'integer')).toBe('144115188075855872');
  expect(exactText(2 ** 70, 'integer')).toBe('1180591620717411303424');
  expect(exactText(-4096, 'integer')).toBe('-4096');
});

it('writes addresses in hexadecimal', () => {
  expect(exactText(0x7fff_0000_0000, 'address')).toBe('0x7fff00000000');
  expect(exactText(2 * 2 ** 40, 'address')).toBe('0x20000000000');
});

it('writes ratios without exponent and without trailing zeros', () => {
  expect(exactText(0.5, 'ratio')).toBe('0.5');
  expect(exactText(1, 'ratio')).toBe('1');
  expect(exactText(1e-7, 'ratio')).toBe('0.0000001');
  expect(exactText(-1e-12, 'real')).toBe('0');
});

it('writes no value as the empty text, and text as it is', () => {
  expect(exactText(null, 'integer')).toBe('');
  expect(exactText('29:1 30:2', 'text')).toBe('29:1 30:2');
});

it('never differs from the value by more than its last digit', () => {
  fc.assert(
    fc.property(fc.double({ min: -1, max: 1, noNaN: true }), (value) => {
      const text = exactText(value, 'ratio');
      expect(text).toMatch(/^-?\d+(\.\d*[1-9])?$/);
      expect(Math.abs(Number(text) - value)).toBeLessThanOrEqual(0.5e-9 + Number.EPSILON);
    }),
  );
});
