import { closeSync, readSync } from 'node:fs';
import { NoTextError, openFile } from './read-bytes.ts';

/** A line of a file. `terminated`: a line feed follows, as it does after every line but a cut-off last one. */
export interface TextLine {
  readonly text: string;
  readonly terminated: boolean;
}

const CHUNK = 1 << 18;
/** What a line may hold: of a longer one only so much is kept, so that a file of any size needs little memory. */
const LONGEST = (1 << 20) + 1;
/** Characters without a line feed after which a file is no text, and is not read on. */
const ENDLESS = 1 << 28;

/**
 * The lines of a file, one after the other; bytes that are no UTF-8 become replacement characters.
 * @throws the operating system's error where the file cannot be read, and one of its form where it is no text.
 */
export function* readLines(place: string): Generator<TextLine> {
  const file = openFile(place);
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
  let dropped = 0;
  for (const text of texts) {
    let from = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      yield { text: rest + text.slice(from, end), terminated: true };
      rest = '';
      dropped = 0;
      from = end + 1;
    }
    if (rest.length < LONGEST) rest += text.slice(from);
    else dropped += text.length - from;
    if (dropped > ENDLESS) throw new NoTextError('it has a line that does not end');
  }
  if (rest !== '') yield { text: rest, terminated: false };
}
