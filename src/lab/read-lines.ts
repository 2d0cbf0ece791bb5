import { closeSync, openSync, readSync } from 'node:fs';

/** A line of a file. `terminated`: a line feed follows, as it does after every line but a cut-off last one. */
export interface TextLine {
  readonly text: string;
  readonly terminated: boolean;
}

const CHUNK = 1 << 18;
/** What a line may hold: of a longer one only so much is kept, so that a file of any size needs little memory. */
const LONGEST = (1 << 20) + 1;

/**
 * The lines of a file, one after the other; bytes that are no UTF-8 become replacement characters.
 * @throws the operating system's error where the file cannot be read.
 */
export function* readLines(place: string): Generator<TextLine> {
  const file = openSync(place, 'r');
  try {
    yield* linesOf(chunks(file));
  } finally {
    closeSync(file);
  }
}

function* chunks(file: number): Generator<string> {
  const decoder = new TextDecoder('utf-8');
  const bytes = new Uint8Array(CHUNK);
  for (let count = readSync(file, bytes); count > 0; count = readSync(file, bytes))
    yield decoder.decode(bytes.subarray(0, count), { stream: true });
  yield decoder.decode();
}

function* linesOf(texts: Iterable<string>): Generator<TextLine> {
  let rest = '';
  for (const text of texts) {
    let from = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      yield { text: rest + text.slice(from, end), terminated: true };
      rest = '';
      from = end + 1;
    }
    if (rest.length < LONGEST) rest += text.slice(from);
  }
  if (rest !== '') yield { text: rest, terminated: false };
}
