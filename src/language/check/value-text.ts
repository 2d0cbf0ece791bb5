import { sizeText } from '../../machine/bytes.ts';
import type { Expression } from '../checked-scenario.ts';

/** How a swept value is written in a point's name: as in the text where it is one number, else computed. */
export function valueText(expression: Expression, value: number, text: string): string {
  const written = text.slice(expression.span.start, expression.span.end);
  if (expression.kind === 'number' && /^[\w.]+%?$/.test(written))
    return canonical(written.replaceAll('_', ''));
  return Number.isInteger(value) && value >= 1024 ? sizeText(value) : String(value);
}

/** Addresses in small letters, as the formatter writes them: a point keeps its name. */
function canonical(written: string): string {
  return written.startsWith('0x') ? written.toLowerCase() : written;
}
