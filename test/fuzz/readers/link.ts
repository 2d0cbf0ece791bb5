import { deflateRawSync } from 'node:zlib';
import { toBase64Url } from '../../../src/web/link/base64url.ts';
import { LinkError, readFragment } from '../../../src/web/link/link.ts';
import { demandWords, type FuzzReader } from '../fuzz-reader.ts';

const SHARED = JSON.stringify({
  text: 'language 1\nscenario "s" { mmap anon of 4K }\n',
  policies: ['linux', 'wilcox-length(cont=off)'],
  all: false,
  policy: '',
});

/** What a link holds, open: packed before it is read, so that mutations reach the inside too. */
const OPEN = '\x01';

function fragmentFor(input: string): string {
  if (!input.startsWith(OPEN)) return input;
  return `v1.${toBase64Url(deflateRawSync(Buffer.from(input.slice(1), 'latin1'), { level: 1 }))}`;
}

/** The fragment of a shared link of the playground. */
export const LINK: FuzzReader = {
  name: 'link',
  reads: 'the fragment of a shared playground link',
  sample: (draw) => (draw(3) === 0 ? fragmentFor(OPEN + SHARED) : OPEN + SHARED),
  words: ['v1.', 'v2.', 'v9999.', '"text"', '"policies"', '"all"', '"policy"', '-_', '%20', 'null'],
  read: async (input) => {
    try {
      await readFragment(fragmentFor(input));
      return 'accepted';
    } catch (error) {
      if (!(error instanceof LinkError)) throw error;
      demandWords(error.message);
      return 'rejected';
    }
  },
};
