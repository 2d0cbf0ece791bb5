import { crc32 } from 'node:zlib';
import { count, either, fields, list, named, number, optional, text, word } from '../../import/shape.ts';
import type { Table } from '../../metrics/catalogue.ts';
import { FIGURES } from '../../metrics/figures.ts';
import type { CellFigures } from '../../metrics/group-summary.ts';
import type { TrialResult } from '../../metrics/run-walk.ts';
import { cellFigures } from '../../metrics/summary.ts';
import { STATUSES } from '../../replay/status.ts';
import { csvRecords } from '../../report/csv.ts';
import type { Failure } from '../../report/expectations.ts';
import { LabError } from '../lab-error.ts';

/** The tables of a run, in the order in which a record holds them. */
export const TABLES: readonly Table[] = ['placements', 'coverage', 'fragmentation'];

/** What every record begins with. */
export const MAGIC = Buffer.from('PLt1');

/** Bytes before the body of a record: the mark, the body's length and its CRC-32. */
export const FRAME_BYTES = 12;

/** Numbers at the begin of a body: place, length of the head, lengths of the tables. 4 bytes each. */
const LEAD_BYTES = 4 * (2 + TABLES.length);

/** A finished trial as it is kept on disk. */
export interface TrialRecord {
  readonly place: number;
  /** Its records of each CSV file, UTF-8. */
  readonly tables: ReadonlyMap<Table, Uint8Array>;
  readonly cells: readonly CellFigures[];
  /** Expectations that were checked, and those that do not hold. */
  readonly checked: number;
  readonly failures: readonly Failure[];
}

/** What a trial is called. */
export interface TrialName {
  readonly scenario: string;
  readonly point: string;
  readonly seed: number | null;
}

/** What a record says of its cells besides the figures. */
interface Head {
  readonly cells: readonly Omit<CellFigures, 'scenario' | 'point' | 'seed' | 'figures'>[];
  readonly checked: number;
  readonly failures: readonly Failure[];
}

/**
 * A trial as bytes: mark, length, CRC-32, and a body that needs the plan to be read.
 * @param single - whether its scenario has one seed: only then reports show single placements, and need their rows.
 * @param failures - its expectations that do not hold.
 */
export function encodeTrial(
  place: number,
  { cells, expectations }: TrialResult,
  single: boolean,
  failures: readonly Failure[],
): Uint8Array {
  const summed = cells.map(cellFigures);
  const head: Head = {
    cells: summed.map(({ policy, status, message, mappings, failedMappings, placements }) => ({
      ...{ policy, status, message, mappings, failedMappings },
      placements: single ? placements : [],
    })),
    checked: expectations.length,
    failures,
  };
  const texts = [JSON.stringify(head), ...TABLES.map((table) => csvRecords(cells, table))];
  const figures = summed.map((cell) => Buffer.from(cell.figures.buffer));
  return framed(
    place,
    texts.map((text) => Buffer.from(text)),
    figures,
  );
}

function framed(place: number, parts: readonly Buffer[], figures: readonly Buffer[]): Buffer {
  const lead = Buffer.alloc(FRAME_BYTES + LEAD_BYTES);
  lead.writeUInt32LE(place, FRAME_BYTES);
  parts.forEach((part, index) => {
    lead.writeUInt32LE(part.length, FRAME_BYTES + 4 + 4 * index);
  });
  const whole = Buffer.concat([lead, ...parts, ...figures]);
  const body = whole.subarray(FRAME_BYTES);
  MAGIC.copy(whole);
  whole.writeUInt32LE(body.length, MAGIC.length);
  whole.writeUInt32LE(crc32(body), MAGIC.length + 4);
  return whole;
}

/** Whether the bytes of a whole record are what was written. */
export function isSound(record: Buffer): boolean {
  const body = record.subarray(FRAME_BYTES);
  return body.length >= LEAD_BYTES && crc32(body) === record.readUInt32LE(MAGIC.length + 4);
}

/** Length of the record that begins with these bytes, at least {@link FRAME_BYTES} of them; 0 where none does. */
export function lengthOf(bytes: Buffer): number {
  if (bytes.length < FRAME_BYTES || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) return 0;
  return FRAME_BYTES + bytes.readUInt32LE(MAGIC.length);
}

/** Which trial a sound record is of. */
export function placeOf(record: Buffer): number {
  return record.readUInt32LE(FRAME_BYTES);
}

const HEAD = fields({
  cells: list(
    fields({
      ...{ policy: text, status: word(STATUSES), message: text, mappings: count, failedMappings: count },
      placements: list(named(optional(either(text, number)))),
    }),
  ),
  checked: count,
  failures: list(
    fields({
      ...{ file: text, line: count, column: count, scenario: text, point: text, seed: optional(number) },
      ...{ policy: text, expected: text, got: text },
    }),
  ),
});

/**
 * Reads a sound record; the name is that of the trial at its place.
 * @throws LabError where its bytes are as they were written, but no policy-lab wrote them.
 */
export function decodeTrial(record: Buffer, name: TrialName): TrialRecord {
  const lengths = [0, 1, 2, 3].map((index) => record.readUInt32LE(FRAME_BYTES + 4 + 4 * index));
  let at = FRAME_BYTES + LEAD_BYTES;
  const [head, ...tables] = lengths.map((length) => {
    at += length;
    return record.subarray(at - length, at);
  });
  const { cells, checked, failures } = headOf(head!, placeOf(record));
  const rest = record.subarray(at);
  if (at > record.length || rest.length !== cells.length * FIGURES.length * 8)
    throw foreign(placeOf(record), 'its figures are not those of its cells');
  const figures = new Float64Array(cells.length * FIGURES.length);
  new Uint8Array(figures.buffer).set(rest);
  return {
    place: placeOf(record),
    tables: new Map(TABLES.map((table, index) => [table, tables[index]!])),
    cells: cells.map((cell, index) => ({
      figures: figures.subarray(index * FIGURES.length, (index + 1) * FIGURES.length),
      ...cell,
      ...name,
    })),
    ...{ checked, failures },
  };
}

function headOf(bytes: Buffer, place: number): Head {
  let head: unknown;
  try {
    head = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw foreign(place, 'its head is no JSON');
  }
  const wrong = HEAD(head, '');
  if (wrong !== undefined) throw foreign(place, wrong);
  return head as Head;
}

function foreign(place: number, why: string): LabError {
  return new LabError(
    'checkpoint-damaged',
    `the record of trial ${place} is not as a run writes it: ${why}`,
    'begin anew with --restart',
  );
}
