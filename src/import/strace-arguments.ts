/** A file descriptor as `strace -y` prints it: `5</data/x.bin>`. */
export interface Descriptor {
  readonly number: number;
  readonly path: string;
}

/** A number as strace prints it: decimal, hexadecimal, `NULL`, `(nil)`; NaN for anything else. */
export function straceNumber(text: string | undefined): number {
  if (text === undefined) return Number.NaN;
  const bare = text.replace(/\s*\/\*.*?\*\/\s*/g, '').trim();
  if (bare === 'NULL' || bare === '(nil)') return 0;
  return /^(0x[0-9a-f]+|-?\d+)$/i.test(bare) ? Number(bare) : Number.NaN;
}

/** `A|B|C`, comments left out. */
export function straceWords(text: string | undefined): string[] {
  return (text ?? '')
    .replace(/\/\*.*?\*\//g, '')
    .split('|')
    .map((word) => word.trim());
}

/** A descriptor with its path; undefined for -1 and for what is none. */
export function straceDescriptor(text: string | undefined): Descriptor | undefined {
  const match = /^(\d+)(?:<(.*)>(?:\(deleted\))?)?$/.exec(text ?? '');
  return match ? { number: Number(match[1]), path: unescapedPath(match[2] ?? '') } : undefined;
}

/** A path without the escapes of strace (`\303\244`, `\74`), the mark of a deleted file and what -yy adds. */
function unescapedPath(text: string): string {
  const plain = text.replace(/<(?:char|block) \d+:\d+>$/, '').replace(/ ?\(deleted\)$/, '');
  if (!plain.includes('\\')) return plain;
  const bytes: number[] = [];
  const named: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, v: 11, f: 12 };
  for (let i = 0; i < plain.length; i++) {
    const octal = /^\\([0-7]{1,3})/.exec(plain.slice(i, i + 4));
    if (octal) {
      bytes.push(Number.parseInt(octal[1]!, 8) & 255);
      i += octal[0].length - 1;
    } else if (plain[i] === '\\' && i + 1 < plain.length) {
      i++;
      bytes.push(...(plain[i]! in named ? [named[plain[i]!]!] : new TextEncoder().encode(plain[i]!)));
    } else bytes.push(...new TextEncoder().encode(plain[i]!));
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}
