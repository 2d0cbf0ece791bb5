import type { IToken } from 'chevrotain';
import { numberValue } from '../build/numbers.ts';
import type { Span } from '../checked-scenario.ts';
import type { DocumentText } from './document.ts';

/** A number as written, with its value. */
export interface NumberLiteral {
  readonly span: Span;
  /** Bytes, where it has a unit or is an address. */
  readonly value: number;
  readonly isAddress: boolean;
}

const SIZES = new Set(['Hex', 'SizeLiteral']);

/** The size or address at an offset; plain numbers are counts and say nothing more. */
export function numberAt({ file, parsed }: DocumentText, offset: number): NumberLiteral | undefined {
  const token = parsed.tokens.find(
    ({ startOffset, image, tokenType }) =>
      SIZES.has(tokenType.name) && startOffset <= offset && offset <= startOffset + image.length,
  );
  const value = token && bytesOf(token);
  if (!token || value === undefined) return undefined;
  const span = { file, start: token.startOffset, end: token.startOffset + token.image.length };
  return { span, value, isAddress: token.tokenType.name === 'Hex' };
}

/** The value of a number token; `undefined` for one that is none or too large. */
function bytesOf(token: IToken): number | undefined {
  return numberValue({ file: '', report: () => undefined, faults: [] }, token);
}
