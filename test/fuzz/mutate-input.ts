import type { Draw } from '../../src/language/generate/writer.ts';
import type { FuzzReader } from './fuzz-reader.ts';

/** What has hurt readers of any format: numbers at the edge of their type, names that objects have, odd characters. */
const HOSTILE: readonly string[] = [
  ...['0', '-1', '-0', '1e9', '1e999', '0x', '0x0', '4096', '4095', '2147483648', '4294967296'],
  ...['9007199254740993', '18446744073709551615', '0xffffffffffffffff', '9'.repeat(400), 'f'.repeat(300)],
  ...['NaN', 'Infinity', 'null', 'true', '{}', '[]', '""', '0.1', '.5', '1_000', '007'],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '__defineGetter__'],
  ...[
    '../../../etc/passwd',
    '/dev/zero',
    'C:\\x',
    '\\\\host\\x',
    '%s%n',
    '$(id)',
    '`id`',
    '=1+1',
    '@SUM(A1)',
  ],
  ...['\0', '\x1b[31m', '\x9b2J', '\x07', '\r', '\r\n', '\t', '\v', '\f', '\x7f'],
  // In UTF-8: byte-order mark, right-to-left override, line separator, a pair, half a pair, half a character.
  ...['\xef\xbb\xbf', '\xe2\x80\xae', '\xe2\x80\xa8', '\xf0\x9f\x98\x80', '\xed\xa0\x80', '\xc3', '\xff\xfe'],
];

const SIGNS = '{}[]()<>"\'`,;:=+-*/\\|&!?.%$#@~^_ \t\n';

/** Longer inputs are cut: what a reader does with size is tried with a few long lines, not with every input. */
const LONGEST = 100_000;

/** The input of a number: the same for the same seed, whatever came before it. */
export function fuzzInput(reader: FuzzReader, draw: Draw): string {
  if (draw(40) === 0) return noise(draw, reader);
  let input = reader.sample(draw);
  for (let count = draw(draw(8) === 0 ? 24 : 5); count > 0; count--)
    input = edit(input, draw, reader).slice(0, LONGEST);
  return input;
}

function noise(draw: Draw, { words }: FuzzReader): string {
  const kinds = [
    () => String.fromCharCode(draw(256)),
    () => String.fromCharCode(32 + draw(95)),
    () => picked(HOSTILE, draw),
    () => (words.length > 0 ? picked(words, draw) : '\n'),
    () => SIGNS[draw(SIGNS.length)]!,
  ];
  const kind = draw(kinds.length + 1);
  return Array.from({ length: draw(120) }, () => (kinds[kind] ?? picked(kinds, draw))()).join('');
}

function picked<T>(list: readonly T[], draw: Draw): T {
  return list[draw(list.length)]!;
}

function edit(input: string, draw: Draw, reader: FuzzReader): string {
  const level = draw(10);
  if (level < 4) return editToken(input, draw, reader);
  return level < 7 ? editLines(input, draw, reader) : editBytes(input, draw, reader);
}

function editBytes(input: string, draw: Draw, reader: FuzzReader): string {
  const at = draw(input.length + 1);
  const end = Math.min(input.length, at + draw(draw(4) === 0 ? 200 : 6));
  const [before, cut, after] = [input.slice(0, at), input.slice(at, end), input.slice(end)];
  switch (draw(8)) {
    case 0:
      return before + after;
    case 1:
      return before + cut + cut + after;
    case 2:
      return before;
    case 3:
      return before + String.fromCharCode(draw(256)) + after;
    case 4:
      return before + String.fromCharCode((input.charCodeAt(at) || 0) ^ (1 << draw(8))) + input.slice(at + 1);
    case 5:
      return before + reader.sample(draw).slice(0, 1 + draw(400)) + after;
    case 6:
      return after + cut + before;
    default:
      return before + picked(HOSTILE, draw) + cut + after;
  }
}

const TOKEN = /[\w.]+|\s+|[^\w\s]/g;

function editToken(input: string, draw: Draw, reader: FuzzReader): string {
  const from = draw(input.length + 1);
  TOKEN.lastIndex = from;
  const found = TOKEN.exec(input);
  if (!found) return input + picked(HOSTILE, draw);
  const [token] = found;
  const put = (text: string) => input.slice(0, found.index) + text + input.slice(found.index + token.length);
  switch (draw(7)) {
    case 0:
      return put('');
    case 1:
      return put(`${token}${token}`);
    case 2:
      return put(SIGNS[draw(SIGNS.length)]!);
    case 3:
      return put(/^\d/.test(token) ? nearby(token, draw) : picked(HOSTILE, draw));
    case 4:
      return reader.words.length > 0 ? put(picked(reader.words, draw)) : put(picked(HOSTILE, draw));
    case 5:
      return put(token.slice(0, 40).repeat(1 + draw(draw(100) === 0 ? 3000 : 20)));
    default:
      return put(picked(HOSTILE, draw));
  }
}

/** A number beside another: one more, one less, negative, a digit longer or shorter. */
function nearby(digits: string, draw: Draw): string {
  return picked(
    [
      `-${digits}`,
      `${digits}0`,
      digits.slice(1),
      `0${digits}`,
      `${digits}.5`,
      String(Number.parseInt(digits, 10) + draw(3) - 1),
    ],
    draw,
  );
}

function editLines(input: string, draw: Draw, reader: FuzzReader): string {
  const lines = input.split('\n');
  const at = draw(lines.length);
  const [line = ''] = lines.slice(at);
  switch (draw(8)) {
    case 0:
      lines.splice(at, 1);
      break;
    case 1:
      lines.splice(at, 0, line);
      break;
    case 2:
      lines.splice(draw(lines.length + 1), 0, ...lines.splice(at, 1 + draw(4)));
      break;
    case 3:
      lines[at] = line.slice(0, draw(line.length + 1));
      break;
    case 4:
      lines.splice(at, 2, line + (lines[at + 1] ?? ''));
      break;
    case 5:
      lines.splice(at, 0, picked(reader.sample(draw).split('\n'), draw));
      break;
    case 6:
      lines.splice(
        at,
        0,
        ...Array.from({ length: draw(draw(100) === 0 ? 1500 : 8) }, () => line.slice(0, 500)),
      );
      break;
    default:
      lines[at] = picked(HOSTILE, draw).repeat(1 + draw(draw(80) === 0 ? 2000 : 3)) + line;
  }
  return lines.join('\n');
}
