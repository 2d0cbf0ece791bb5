import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonErrorLine } from '../../src/import/json-place.ts';

describe('the line at which a text stops being JSON', () => {
  it.each([
    ['{\n  "a": 1,\n}', 3],
    ['{\n  "a": NaN\n}', 2],
    ["{\n\n  'a': 1 }", 3],
    ['[1\n2]', 2],
    ['{ "a" 1 }', 1],
    ['[1]\n]', 2],
    ['{\n"a": [1, 2\n', 3],
    ['// x\n{}', 1],
    ['{"a": "line\nfeed"}', 1],
    ['', 1],
  ])('%j: %i', (text, line) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(jsonErrorLine(text)).toBe(line);
  });

  it('is the last line where a valid text was cut off', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(), (value, cut) => {
        const text = JSON.stringify(value, null, 1).replace(/^/, '[\n');
        const part = text.slice(0, 1 + (cut % text.length));
        const line = jsonErrorLine(part);
        const lines = part.split('\n');
        // Only in a word or a string that is cut off the place is where that begins: on the same line.
        expect(line).toBe(lines.length);
      }),
    );
  });
});
