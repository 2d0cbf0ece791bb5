import { readFileSync } from 'node:fs';
import os from 'node:os';
import { CHASE_KINDS, type ChaseCurves, measureChase } from '../../lab/measure-chase.ts';
import { MIB } from '../../machine/bytes.ts';
import { TLB_NAMES, tlbGeometry } from '../../machine/tlb/geometries.ts';
import type { KnownTlb } from '../../machine/tlb/geometry.ts';
import { tlbOfCpuinfo } from '../../machine/tlb/identify.ts';
import { textPlot } from '../../report/text-plot.ts';
import { areSplit, type ComparedKnee, compareKnees, overPacked, WITHIN } from '../../tlb/calibration.ts';
import { type Chased, denseGrid, inARow, SPLIT_HUGE_PAGES } from '../../tlb/chase-curve.ts';
import type { CalibrateArguments } from '../commands/calibrate.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { UsageError, unknownName } from '../usage-error.ts';

/** Bytes between the lines of the packed chase. */
const LINE_BYTES = 64;

const BASE_PAGES = inARow({ bytes: 4096, level: 0, depth: 4 });
const HUGE_PAGES = inARow({ bytes: 2 * MIB, level: 1, depth: 3 });

interface Row extends ComparedKnee {
  readonly pages: '4K' | '2M';
}

/** Measures, compares and says how that went. */
export function calibrate(args: CalibrateArguments, io: Io): ExitCode {
  const geometry = chosenGeometry(args.tlb);
  const grid = denseGrid(whole('--most', args.most, 64, 2 ** 22));
  const { curves, notes } = measureChase({
    grid,
    repeats: whole('--repeats', args.repeats, 1, 1000),
    mostHuge: whole('--huge', args.huge, 0, 2 ** 16),
  });
  const split = areSplit(geometry, curves.packed, LINE_BYTES);
  const rows: readonly Row[] = [
    ...knees('4K', geometry, BASE_PAGES, curves.base, curves),
    ...knees('2M', geometry, split ? SPLIT_HUGE_PAGES : HUGE_PAGES, curves.huge, curves),
  ];
  if (args.json) io.out(jsonText(geometry, rows, curves, split));
  else {
    io.err(notes);
    io.out(`${text(geometry, rows, curves, split, args, io.width)}\n`);
  }
  return rows.every((row) => row.measured === undefined || Math.abs(difference(row)!) <= WITHIN)
    ? EXIT.fine
    : EXIT.findings;
}

function knees(
  pages: Row['pages'],
  geometry: KnownTlb,
  chased: Chased,
  curve: ChaseCurves['base'],
  curves: ChaseCurves,
): readonly Row[] {
  return compareKnees(geometry, chased, overPacked(curve, curves.packed)).map((one) => ({ ...one, pages }));
}

function chosenGeometry(name: string | undefined): KnownTlb {
  const id = name ?? tlbOfCpuinfo(cpuinfo());
  if (id === undefined)
    throw new UsageError(
      'no geometry is known for this processor',
      `name the nearest: --tlb ${TLB_NAMES.join(', ')}`,
    );
  const geometry = tlbGeometry(id);
  if (!geometry) throw unknownName('TLB geometry', id, TLB_NAMES);
  return geometry;
}

function cpuinfo(): string {
  try {
    return readFileSync('/proc/cpuinfo', 'utf8');
  } catch {
    return '';
  }
}

function whole(option: string, value: number, from: number, to: number): number {
  if (Number.isInteger(value) && value >= from && value <= to) return value;
  throw new UsageError(`'${option}' cannot be ${value}`, `give a whole number from ${from} to ${to}`);
}

function difference({ predicted, measured }: ComparedKnee): number | undefined {
  return measured === undefined ? undefined : measured / predicted - 1;
}

function text(
  { id, cores }: KnownTlb,
  rows: readonly Row[],
  curves: ChaseCurves,
  split: boolean,
  { points, repeats }: CalibrateArguments,
  width: number,
): string {
  const lines = rows.map((row) => {
    const off = difference(row);
    const cells = [row.pages, row.level, row.holds, row.predicted, row.measured ?? 'none', percent(off)];
    return cells.map((cell, at) => String(cell).padStart(HEAD[at]!.length)).join('  ');
  });
  const plot = textPlot(
    [
      { mark: '*', name: '4K pages', points: plotted(curves.base) },
      { mark: 'o', name: '2M pages', points: plotted(curves.huge) },
      { mark: '.', name: 'same lines packed', points: plotted(curves.packed) },
    ],
    { width: Math.min(width, 100), height: 16, yLabel: 'ns', xLabel: 'pages', logY: true },
  );
  const values = points ? ['', ...pointLines(curves)] : [];
  return [
    `${os.cpus()[0]?.model ?? 'unknown processor'}, Linux ${os.release()}; geometry ${id}: ${cores}`,
    `first number of pages above a level; the least of ${repeats} rounds`,
    '',
    HEAD.join('  '),
    ...lines,
    ...(split ? SPLIT : []),
    '',
    plot,
    ...values,
  ].join('\n');
}

const SPLIT = [
  '',
  'A hypervisor maps the huge pages of this guest in pieces of 4K: lines side by side in',
  'one of them cost more once they lie in more base pages than level 1 holds. Predicted for',
  '2M is what is left: an entry for the piece that is touched, and one for its table where',
  'level 2 keeps pointers to tables.',
];

const HEAD = ['pages', 'level', 'holds', 'predicted', 'measured', 'difference'];

function percent(value: number | undefined): string {
  return value === undefined ? '' : `${(value * 100).toFixed(0)} %`;
}

function plotted(curve: ChaseCurves['base']) {
  return curve.map(({ pages, cost }) => ({ x: pages, y: cost }));
}

function pointLines(curves: ChaseCurves): readonly string[] {
  return CHASE_KINDS.flatMap((kind) => curves[kind].map(({ pages, cost }) => `${kind} ${pages} ${cost}`));
}

function jsonText({ id }: KnownTlb, rows: readonly Row[], curves: ChaseCurves, split: boolean): string {
  const machine = { cpu: os.cpus()[0]?.model ?? '', kernel: os.release() };
  const knees = rows.map((row) => ({ ...row, measured: row.measured ?? null }));
  return `${JSON.stringify({ machine, tlb: id, hugePagesSplit: split, knees, curves }, null, 2)}\n`;
}
