import type { IToken } from 'chevrotain';
import { GIB, KIB, MIB, TIB } from '../../machine/bytes.ts';
import { MAX_BYTES } from '../../machine/machine.ts';
import { type BuildContext, tokenSpan } from './cst.ts';

const UNIT_BYTES: Readonly<Record<string, number>> = { K: KIB, M: MIB, G: GIB, T: TIB, P: 1024 * TIB };

/** The value of a number token, in bytes where it has a unit. A bad one is reported and counts as `undefined`. */
export function numberValue(context: BuildContext, token: IToken): number | undefined {
  const text = token.image.includes('_') ? token.image.replaceAll('_', '') : token.image;
  const type = token.tokenType.name;
  if (type === 'BadNumber' || type === 'CommitHash') {
    context.report('PL1007', tokenSpan(context.file, token), {
      text: token.image,
      hint: badNumberHint(text),
    });
    return undefined;
  }
  const value = plainValue(text);
  if (value <= MAX_BYTES) return value;
  context.report('PL1015', tokenSpan(context.file, token), { text: token.image });
  return undefined;
}

function plainValue(text: string): number {
  const unit = UNIT_BYTES[text.at(-1) ?? ''];
  if (text.startsWith('0x') || unit === undefined) return Number(text);
  return Number(text.slice(0, -1)) * unit;
}

/** How to write what was probably meant. */
function badNumberHint(text: string): string {
  const size = /^(\d+)([kmgtpKMGTP])(?:i?[bB])?$/.exec(text);
  if (size)
    return `sizes are binary and have one capital letter: write '${size[1]}${size[2]!.toUpperCase()}'`;
  const fraction = /^(\d+\.\d+)([KMGTP])/.exec(text);
  if (fraction) return fractionHint(Number(fraction[1]), fraction[2]!);
  if (/^[\da-fA-F]+$/.test(text)) return `addresses begin with 0x: write '0x${text}'`;
  return 'write a size such as 2M, an address such as 0x7f00_0000_0000, or a plain number';
}

function fractionHint(value: number, unit: string): string {
  const smaller = { K: '', M: 'K', G: 'M', T: 'G', P: 'T' }[unit] ?? '';
  const scaled = value * 1024;
  return Number.isInteger(scaled)
    ? `sizes are whole: write '${scaled}${smaller}'`
    : 'sizes are whole numbers of a unit: 1536M rather than 1.5G';
}
