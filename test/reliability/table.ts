import type { Fault, FaultOutcome } from '../faults/fault.ts';
import type { FuzzReader } from '../fuzz/fuzz-reader.ts';
import type { Outcome } from '../fuzz/watched-reader.ts';

const BEGIN = '<!-- made by npm run reliability -->';
const END = '<!-- end -->';

/** How the figures came to be. */
export interface Provenance {
  readonly commit: string;
  readonly seed: number;
  readonly node: string;
  /** The command that makes them again. */
  readonly command: string;
}

/** Puts the tables into the page, between its two marks. */
export function withTables(page: string, tables: string): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`the page has no '${BEGIN}' and '${END}' in order`);
  return `${page.slice(0, begin + BEGIN.length)}\n\n${tables}\n${page.slice(end)}`;
}

/** Both tables, and where they come from. */
export function reliabilityTables(
  readers: readonly (readonly [FuzzReader, Outcome])[],
  faults: readonly (readonly [Fault, FaultOutcome])[],
  { commit, seed, node, command }: Provenance,
): string {
  const rows = readers.map(([{ name, reads }, { tally, peakBytes, seconds }]) => [
    name,
    reads,
    grouped(tally.inputs),
    grouped(tally.accepted),
    grouped(tally.rejected),
    grouped(tally.finds),
    grouped(Math.round(tally.slowestMs)),
    grouped(Math.round(peakBytes / 1e6)),
    grouped(Math.round(tally.inputs / Math.max(1, seconds))),
  ]);
  const tried = faults.map(([{ name, promise }, { tries, failures, skipped }]) => [
    name,
    promise,
    grouped(tries),
    skipped ?? (failures.length === 0 ? 'kept' : `broken ${failures.length} times`),
  ]);
  const inputs = readers.reduce((sum, [, { tally }]) => sum + tally.inputs, 0);
  const strikes = faults.reduce((sum, [, outcome]) => sum + outcome.tries, 0);
  return [
    `Commit ${commit}, seed ${seed}, Node ${node}: \`${command}\`. ${grouped(inputs)} inputs, ${grouped(strikes)} faults.`,
    '',
    '## Readers',
    '',
    ...table(
      [
        'reader',
        'what it reads',
        'inputs',
        'taken',
        'refused with a place',
        'harm',
        'slowest ms',
        'peak MB',
        'inputs/s',
      ],
      rows,
    ),
    '',
    '## Faults',
    '',
    ...table(['fault', 'promise', 'tries', 'outcome'], tried),
    '',
  ].join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const numeric = (column: number) => rows.every((row) => /^[\d,]+$/.test(row[column]!));
  return [line(head), line(head.map((_, i) => (numeric(i) ? '---:' : '---'))), ...rows.map(line)];
}

/** 1,234,567, whatever the locale. */
function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}
