import type { Column } from '../metrics/catalogue.ts';
import { exactText } from './exact-text.ts';

/** Text that a spreadsheet takes for a formula, behind as many apostrophes as there may be. */
const FORMULA = /^'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/** A value as a field of the CSV files: text that a spreadsheet would run as a formula gets an apostrophe before it. */
export function fieldOf(value: number | string | null, type: Column['type']): string {
  const text = exactText(value, type);
  return type === 'text' && FORMULA.test(text) ? `'${text}` : text;
}

/** The text that {@link fieldOf} wrote. */
export function textOfField(field: string): string {
  return field.startsWith("'") && FORMULA.test(field) ? field.slice(1) : field;
}
