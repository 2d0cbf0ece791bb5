import { parse } from 'csv-parse/sync';
import type { Column } from '../../metrics/catalogue.ts';
import type { Row } from '../../metrics/results.ts';
import { textOfField } from '../../report/csv-field.ts';

/** Records of a CSV file of ours, without its header, as rows: numbers are numbers again, empty fields null. */
export function rowsOfCsv(records: Uint8Array, columns: readonly Column[]): readonly Row[] {
  const fields: string[][] = parse(Buffer.from(records), { record_delimiter: '\r\n' });
  return fields.map((record) =>
    Object.fromEntries(columns.map(({ name, type }, index) => [name, fieldValue(record[index] ?? '', type)])),
  );
}

function fieldValue(text: string, type: Column['type']): number | string | null {
  if (text === '') return null;
  return type === 'text' ? textOfField(text) : Number(text);
}
