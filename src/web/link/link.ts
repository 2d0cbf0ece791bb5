import { fromBase64Url, toBase64Url } from './base64url.ts';

/** What a link holds: everything that a reader needs to see the same. */
export interface Shared {
  readonly text: string;
  /** Labels of the policies that are ticked. */
  readonly policies: readonly string[];
  /** Whether every scenario of the text is shown. */
  readonly all: boolean;
  /** The page's own policy; empty where there is none. */
  readonly policy: string;
}

/** A link that cannot be used, in words for the reader. */
export class LinkError extends Error {}

/** The form of a link; a page that reads a newer form says so. */
const VERSION = 1;

/** Characters of the longest fragment that is made or read, and of the text in it. */
export const LONGEST_LINK = 60_000;
const LONGEST_TEXT = 1_000_000;

const MEND = 'save it as .scn and send the file';

/** The fragment of a link, without `#`. @throws LinkError where the scenario is too long for one. */
export async function fragmentOf(shared: Shared): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(shared));
  if (bytes.length > LONGEST_TEXT)
    throw new LinkError(`too long for a link (${bytes.length} bytes): ${MEND}`);
  const packed = await through(bytes, new CompressionStream('deflate-raw'), LONGEST_TEXT);
  const fragment = `v${VERSION}.${toBase64Url(packed)}`;
  if (fragment.length > LONGEST_LINK) {
    throw new LinkError(`too long for a link (${fragment.length} characters): ${MEND}`);
  }
  return fragment;
}

/** Reads the fragment of a link. @throws LinkError where it is none of ours, damaged, too long or too new. */
export async function readFragment(fragment: string): Promise<Shared> {
  const [, version, body] = /^v(\d{1,4})\.([\w-]+)$/.exec(fragment) ?? [];
  if (version === undefined || body === undefined)
    throw new LinkError('this link is damaged, or not one of this page');
  if (Number(version) > VERSION)
    throw new LinkError(`this link has form ${version}; this page knows form ${VERSION}`);
  if (fragment.length > LONGEST_LINK) throw new LinkError('this link is longer than this page reads');
  return sharedFrom(await unpacked(body));
}

async function unpacked(body: string): Promise<unknown> {
  try {
    const bytes = await through(fromBase64Url(body), new DecompressionStream('deflate-raw'), LONGEST_TEXT);
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof LinkError) throw error;
    throw new LinkError('this link is damaged: a part of it is missing');
  }
}

/** A value from outside as what a link holds. @throws LinkError */
export function sharedFrom(value: unknown): Shared {
  const { text, policies, all, policy } = (value ?? {}) as Partial<Record<keyof Shared, unknown>>;
  const labels = Array.isArray(policies) && policies.every((one) => typeof one === 'string');
  if (typeof text !== 'string' || typeof policy !== 'string' || typeof all !== 'boolean' || !labels) {
    throw new LinkError('this link is damaged: it holds no scenario');
  }
  return { text, policies, all, policy };
}

/** Sends bytes through a stream; what would come out longer than `most` is refused before it is held. */
async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    parts.push(step.value);
    length += step.value.length;
    if (length > most) {
      await reader.cancel();
      throw new LinkError('this link holds more than this page reads');
    }
  }
  return new Uint8Array(await new Blob(parts as Uint8Array<ArrayBuffer>[]).arrayBuffer());
}
