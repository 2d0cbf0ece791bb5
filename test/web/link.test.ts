import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64Url, toBase64Url } from '../../src/web/link/base64url.ts';
import { fragmentOf, LONGEST_LINK, readFragment, type Shared } from '../../src/web/link/link.ts';

const SHARED: Shared = { text: 'language 1\n', policies: ['linux'], all: false, policy: '' };

/** A fragment as another program could make it. */
function fragment(value: unknown, version = 1): string {
  return `v${version}.${toBase64Url(deflateRawSync(JSON.stringify(value)))}`;
}

describe('a link', () => {
  it('gives back what it holds, whatever that is', async () => {
    const shared = fc.record({
      text: fc.string({ unit: 'binary' }),
      policies: fc.array(fc.string()),
      all: fc.boolean(),
      policy: fc.string({ unit: 'grapheme' }),
    });
    await fc.assert(
      fc.asyncProperty(shared, async (one) => {
        const text = await fragmentOf(one);
        expect(text).toMatch(/^v1\.[\w-]+$/);
        expect(await readFragment(text)).toEqual(one);
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['nothing of ours', 'section-2', 'damaged, or not one of this page'],
    ['a newer form', fragment(SHARED, 2), 'this link has form 2; this page knows form 1'],
    ['half of one', fragment(SHARED).slice(0, 20), 'a part of it is missing'],
    ['no scenario', fragment({ ...SHARED, text: 1 }), 'it holds no scenario'],
    ['policies that are no names', fragment({ ...SHARED, policies: [{}] }), 'it holds no scenario'],
    ['no object', fragment(null), 'it holds no scenario'],
    [
      'too much when unpacked',
      fragment({ ...SHARED, text: 'x'.repeat(2_000_000) }),
      'more than this page reads',
    ],
    ['too many characters', `v1.${'A'.repeat(LONGEST_LINK)}`, 'longer than this page reads'],
  ])('is refused where it is %s', async (_, text, reason) => {
    await expect(readFragment(text)).rejects.toThrow(reason);
  });

  it('is not made of a text that is too long for it', async () => {
    const noise = Array.from({ length: 30_000 }, (_, i) =>
      String.fromCodePoint(0x4e00 + ((i * 7919) % 20_000)),
    ).join('');
    await expect(fragmentOf({ ...SHARED, text: noise })).rejects.toThrow('save it as .scn');
    const long = { ...SHARED, text: 'x'.repeat(1_000_000) };
    await expect(fragmentOf(long)).rejects.toThrow('save it as .scn');
  });

  it('uses base64url as Node has it', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
        expect([...fromBase64Url(toBase64Url(bytes))]).toEqual([...bytes]);
      }),
    );
  });
});
