import { GIB, hex, KIB, MIB, sizeText, TIB } from '../machine/bytes.ts';
import type { Column } from '../metrics/catalogue.ts';

const UNITS: readonly (readonly [number, string])[] = [
  [TIB, 'T'],
  [GIB, 'G'],
  [MIB, 'M'],
  [KIB, 'K'],
];

/** Longest exact size that is shown as it is; longer ones are rounded. */
const EXACT_LENGTH = 5;

/** Bytes for a reader: `2M`, `4100K`, `12.3G`; exact where that is short, else three significant digits. */
export function humanSize(bytes: number): string {
  if (bytes < 0) return `-${humanSize(-bytes)}`;
  const exact = sizeText(bytes);
  const [size, letter] = UNITS.find(([unit]) => bytes >= unit) ?? [1, 'B'];
  if (size === 1) return bytes === 0 ? exact : `${Number(bytes.toFixed(1))}B`;
  return exact.length <= EXACT_LENGTH ? exact : `${significant(bytes / size)}${letter}`;
}

function significant(value: number): string {
  return value >= 1000 ? value.toFixed(0) : value.toPrecision(3);
}

/** A ratio for a reader. Only 0 is `0%` and only 1 is `100%`: what is almost nothing or almost all says so. */
export function percent(ratio: number): string {
  if (ratio === 0 || ratio === 1) return `${ratio * 100}%`;
  if (ratio > 0 && ratio < 0.001) return '<0.1%';
  if (ratio < 1 && ratio > 0.999) return '>99.9%';
  return `${Number((ratio * 100).toFixed(1))}%`;
}

/** A count for a reader: `524,288`; one decimal where it is a mean. */
export function grouped(count: number): string {
  const [whole = '', fraction] = String(Number(Math.abs(count).toFixed(1))).split('.');
  const text = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${count < 0 ? '-' : ''}${text}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** A value of a column for a reader; `-` where there is none. */
export function humanText(column: Column, value: number | string | null): string {
  if (value === null || value === '') return '-';
  if (typeof value === 'string') return value;
  if (column.type === 'address') return hex(value);
  if (column.type === 'ratio') return percent(value);
  if (column.unit === 'bytes') return humanSize(value);
  return column.type === 'real' ? String(Number(value.toFixed(2))) : grouped(value);
}
