import { hex } from '../machine/bytes.ts';
import type { Column } from '../metrics/catalogue.ts';

/** Digits after the point of a ratio or a real: one 4 KiB page in 4 TiB still shows. */
const DECIMALS = 9;

/**
 * A value as the CSV files have it. Integers (sizes are bytes) in full, addresses as `0x…`, ratios and reals with at
 * most nine decimals and never an exponent; `null` is the empty text. The same value gives the same text everywhere.
 */
export function exactText(value: number | string | null, type: Column['type']): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (type === 'address') return hex(value);
  if (Number.isSafeInteger(value)) return String(value);
  return Number.isInteger(value) ? BigInt(value).toString() : decimalText(value);
}

function decimalText(value: number): string {
  const text = value.toFixed(DECIMALS).replace(/\.?0+$/, '');
  return text === '-0' ? '0' : text;
}
