import { formatText } from '../../../src/language/format/format-text.ts';
import { marked } from '../harness.ts';
import { type Case, GPU } from './case.ts';
import { type Change, MENDED } from './mended.ts';

/** The two texts of a page: with the mistake, and mended. */
export interface Shown {
  readonly wrong: string;
  readonly right: string;
}

/** Cases that need other numbers, or fewer words, where people read them and the program's own limits hold. */
const ENLARGED: Readonly<Record<string, Change>> = {
  PL1019: [/8K x .*8K /, `\n${`${'8K x '.repeat(15).trim()}\n`.repeat(14)}`],
  PL5001: ['1..11', '1..11000'],
  PL5002: ['6000', '6_000_000'],
  PL5010: ['20_000', '20_000_000'],
  PL5011: ['2_000_000', '200_000_000_000'],
};

/** A case's text and its mend as a page shows them: formatted where the form is right, without idle declarations. */
export function shown({ code, source }: Case): Shown {
  const { text, start, end } = marked(source);
  const mend = MENDED[code];
  const right =
    typeof mend === 'string' ? text.slice(0, start) + mend + text.slice(end) : changed(text, mend);
  const enlarged = ENLARGED[code];
  return { wrong: layOut(enlarged ? changed(text, enlarged) : text), right: layOut(right) };
}

function changed(text: string, [from, to]: Change): string {
  if (text.split(from).length !== 2) throw new Error(`'${from}' does not stand once in: ${text}`);
  return text.replace(from, () => to);
}

function layOut(text: string): string {
  const parts = /^(language 1\n)(device gpu .*\nfile model .*\n)(scenario "s" \{\n)([\s\S]*)(\n\}\n)$/.exec(
    text,
  );
  const whole = parts ? parts[1]! + declared(parts[4]!) + parts[3]! + lines(parts[4]!) + parts[5]! : text;
  const formatted = formatText('shown', whole);
  const laid = 'text' in formatted ? formatted.text : whole;
  return `${laid.replace(/\s*\n/g, '\n').trim()}\n`;
}

/** The declarations that a scenario uses, over several lines. */
function declared(body: string): string {
  const gpu = GPU.replace('{ driver', '{\n  driver').replaceAll(' bar ', '\n  bar ').replace(/ \}$/, '\n}\n');
  const model = 'file model { fs ext4 size 1G }\n';
  return (/\bgpu\b/.test(body) ? gpu : '') + (/\bmod(?:el|le)\b/.test(body) ? model : '');
}

/** One statement a line, outside braces. */
function lines(body: string): string {
  let depth = 0;
  return body.split(/ (?=\S)/).reduce((done, word, index, words) => {
    const fresh = depth === 0 && index > 0 && beginsStatement(words, index);
    for (const sign of word) depth += sign === '{' ? 1 : sign === '}' ? -1 : 0;
    return index === 0 ? `  ${word}` : `${done}${fresh ? '\n  ' : ' '}${word}`;
  }, '');
}

const STATEMENTS = /^(?:mmap|munmap|touch|expect|headline|revoke|sweep|let|repeat)$/;

function beginsStatement(words: readonly string[], index: number): boolean {
  if (words[index + 1] === '=' && STATEMENTS.test(words[index + 2] ?? '')) return true;
  return words[index - 1] !== '=' && STATEMENTS.test(words[index]!);
}
