import { readFileSync } from 'node:fs';
import os from 'node:os';
import { CHASE_KINDS, type ChaseCurves, measureChase } from '../../lab/measure-chase.ts';
import { MIB } from '../../machine/bytes.ts';
import { TLB_NAMES, tlbGeometry } from '../../machine/tlb/geometries.ts';
import type { KnownTlb } from '../../machine/tlb/geometry.ts';
import { tlbOfCpuinfo } from '../../machine/tlb/identify.ts';
import { textPlot } from '../../report/text-plot.ts';
import { type ComparedKnee, compareKnees, overPacked } from '../../tlb/calibration.ts';
import { denseGrid } from '../../tlb/chase-curve.ts';
import type { CalibrateArguments } from '../commands/calibrate.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { UsageError, unknownName } from '../usage-error.ts';

/** A measured knee further than this from the predicted one is a finding. */
const WITHIN = 0.15;

const PTE = { bytes: 4096, level: 0, depth: 4 };
const PMD = { bytes: 2 * MIB, level: 1, depth: 3 };

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
  const rows: readonly Row[] = [
    ...knees('4K', geometry, PTE, curves.base, curves),
    ...knees('2M', geometry, PMD, curves.huge, curves),
  ];
  if (args.json) io.out(jsonText(geometry, rows, curves));
  else {
    io.err(notes);
    io.out(`${text(geometry, rows, curves, args, io.width)}\n`);
  }
  return rows.every((row) => row.measured === undefined || Math.abs(difference(row)!) <= WITHIN)
    ? EXIT.fine
    : EXIT.findings;
}

function knees(
  pages: Row['pages'],
  geometry: KnownTlb,
  leaf: typeof PTE,
  curve: ChaseCurves['base'],
  curves: ChaseCurves,
): readonly Row[] {
  return compareKnees(geometry, leaf, overPacked(curve, curves.packed)).map((one) => ({ ...one, pages }));
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
    '',
    plot,
    ...values,
  ].join('\n');
}

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

function jsonText({ id }: KnownTlb, rows: readonly Row[], curves: ChaseCurves): string {
  const machine = { cpu: os.cpus()[0]?.model ?? '', kernel: os.release() };
  const knees = rows.map((row) => ({ ...row, measured: row.measured ?? null }));
  return `${JSON.stringify({ machine, tlb: id, knees, curves }, null, 2)}\n`;
}
