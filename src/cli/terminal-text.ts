import { visible } from '../language/render/visible.ts';

/** What this program itself sends to a terminal besides text: colours, and the line of progress being written anew. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the sequences that are let through.
const OURS = /(\u001b\[[\d;]*m|\r\u001b\[K|\r\n)/;

/**
 * A text as a terminal may have it: whatever names, messages and paths hold, no control character and nothing that
 * turns the direction of text gets through but our own colours and progress.
 */
export function terminalText(text: string): string {
  return text
    .split(OURS)
    .map((part, index) => (index % 2 === 1 ? part : visible(part)))
    .join('');
}
