import { BUFFER_BYTES, DESCRIPTOR_BYTES, LINE_BYTES } from '../../machine/touches.ts';
import type { Expression, ScenarioPoint, Span, Statement, TouchStatement } from '../checked-scenario.ts';
import { boundsOf, exactly, mostOf, type VariableBounds } from './bounds.ts';

/** What one point's touches come to. */
export interface TouchCount {
  readonly count: number;
  /** The statement that asks for most of them. */
  readonly place: Span;
}

/** What touches are counted with. */
type CountedPoint = Pick<ScenarioPoint, 'bindings' | 'devices' | 'files'>;

/** Touches for each descriptor of a ring: its own, and one for each line of its buffer. */
const RING_TOUCHES = 1 + BUFFER_BYTES / LINE_BYTES;

/**
 * How many touches a cell may have to follow one by one: each that is drawn, chased or made by a ring, and of strides
 * one for each base page that they pass, each time. (Most strides have a closed form; which, only the leaves tell.) A
 * trace counts as one: its file bounds it.
 */
export function countTouches(
  body: readonly Statement[],
  point: CountedPoint,
  pageBytes: number,
): TouchCount | undefined {
  const outermost = exactly(point.bindings);
  const lengths = mappedLengths(body, point, outermost);
  let total = 0;
  let largest: { readonly own: number; readonly place: Span } | undefined;
  const walk = (statements: readonly Statement[], rounds: number, variables: VariableBounds): void => {
    for (const statement of statements) {
      if (statement.kind === 'choose') for (const arm of statement.arms) walk(arm.body, rounds, variables);
      if (statement.kind === 'repeat') {
        const times = Math.max(0, boundsOf(statement.count, variables)?.[1] ?? 0);
        const name = statement.variable;
        const inner =
          name === undefined ? variables : new Map([...variables, [name, [0, times - 1]] as const]);
        walk(statement.body, rounds * times, inner);
      }
      if (statement.kind !== 'touch') continue;
      const bytes = statement.names.reduce((sum, each) => sum + (lengths.get(each) ?? 0), 0);
      const own = rounds * touchesOf(statement, bytes, pageBytes, variables);
      total += own;
      if (own > (largest?.own ?? 0)) largest = { own, place: statement.span };
    }
  };
  walk(body, 1, outermost);
  return largest && { count: total, place: largest.place };
}

function touchesOf(
  { pattern, amount, each, times }: TouchStatement,
  lengthBytes: number,
  pageBytes: number,
  variables: VariableBounds,
): number {
  const most = (value: Expression | undefined, otherwise: number) =>
    (value && boundsOf(value, variables)?.[1]) ?? otherwise;
  const rounds = most(times, 1);
  switch (pattern) {
    case 'sequential':
    case 'stride':
      return rounds * Math.ceil(lengthBytes / Math.max(pageBytes, most(amount, LINE_BYTES)));
    case 'ring': {
      const slots = Math.floor(Math.min(most(amount, 0), lengthBytes) / DESCRIPTOR_BYTES);
      return rounds * slots * RING_TOUCHES;
    }
    case 'phases':
      return rounds * most(each, 0);
    case 'trace':
      return rounds;
    default:
      return rounds * most(amount, 0);
  }
}

/** The most bytes that each named mapping can have. */
function mappedLengths(
  body: readonly Statement[],
  point: CountedPoint,
  variables: VariableBounds,
): ReadonlyMap<string, number> {
  const lengths = new Map<string, number>();
  const note = (name: string | undefined, bytes: number) => {
    if (name !== undefined) lengths.set(name, Math.max(bytes, lengths.get(name) ?? 0));
  };
  for (const statement of body) {
    if (statement.kind === 'mmap') {
      const bytes = statement.length ? mostOf(statement.length, variables) : sourceBytes(statement, point);
      note(statement.name, bytes);
      if (statement.areas)
        for (let area = 0; area <= holesOf(statement, point); area++)
          note(`${statement.name}.${area}`, bytes);
    }
    if (statement.kind === 'mremap') {
      const bytes = mostOf(statement.newLength, variables);
      if (statement.target.kind === 'mapping') note(statement.target.name, bytes);
      note(statement.name, bytes);
    }
  }
  return lengths;
}

type Mmap = Extract<Statement, { kind: 'mmap' }>;

function regionOf({ source }: Mmap, { devices }: CountedPoint) {
  if (source.kind !== 'device') return undefined;
  const device = devices.find(({ name }) => name === source.device);
  return device?.regions.find(({ name }) => name === source.region);
}

function holesOf(statement: Mmap, point: CountedPoint): number {
  return regionOf(statement, point)?.holes.length ?? 0;
}

function sourceBytes(statement: Mmap, point: CountedPoint): number {
  const { source } = statement;
  if (source.kind === 'file') return point.files.find(({ name }) => name === source.file)?.sizeBytes ?? 0;
  return regionOf(statement, point)?.sizeBytes ?? 0;
}
