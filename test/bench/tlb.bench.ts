import { execFileSync } from 'node:child_process';
import { compileNative, compiler } from '../../src/lab/compile-native.ts';
import { tlbGeometry } from '../../src/machine/tlb/geometries.ts';
import { evenTouches } from '../../src/tlb/closed-form.ts';
import type { TouchPattern } from '../../src/tlb/patterns.ts';
import { simulateTouches } from '../../src/tlb/simulate.ts';
import { Tlb } from '../../src/tlb/tlb.ts';

/** Simulated accesses a second of processor time, which other programs on the machine do not lengthen; beside a C program that makes the same. */
export interface TlbRow {
  readonly pattern: string;
  readonly millionsPerSecond: number;
  /** Of the C program; absent where it has no such pattern, or there is no compiler. */
  readonly cMillionsPerSecond?: number;
}

const LEAF = { bytes: 4096, level: 0, depth: 4 };
const GOLDEN_COVE = tlbGeometry('golden-cove')!;
const COUNT = 400_000;
const TURNS = 60;

/** Golden Cove's two levels; hits in level 1, a chase over four times level 2, patterns over 64 MiB, a closed form. */
export function tlbBench(): TlbRow[] {
  return [
    loop('hit', 'hits in level 1', (page) => (page + 1) & 63, { l1Misses: 64, walks: 64 }),
    loop('chase', 'chase over 4 × level 2', (page) => (page + 5039) & 8191, {
      l1Misses: COUNT,
      walks: COUNT,
    }),
    ...(['uniform', 'zipf', 'chase'] as const).map((kind) => pattern(kind, { kind, count: COUNT, seed: 1 })),
    pattern('phases', { kind: 'phases', windowBytes: 2 ** 20, count: COUNT / 8, times: 8, seed: 1 }),
    pattern('ring', { kind: 'ring', ringBytes: 65536, times: 3 }),
    sweep(),
  ];
}

function loop(
  name: string,
  label: string,
  next: (page: number) => number,
  expected: { l1Misses: number; walks: number },
): TlbRow {
  let best = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < TURNS; turn++) {
    const tlb = new Tlb(GOLDEN_COVE, [LEAF]);
    const from = cpuMs();
    for (let i = 0, page = 0; i < COUNT; i++, page = next(page)) tlb.access(2 ** 34 + page, 0);
    best = Math.min(best, cpuMs() - from);
    const { l1Misses, walks } = tlb.counts();
    if (l1Misses !== expected.l1Misses || walks !== expected.walks) throw new Error(`${name}: wrong counts`);
  }
  const row = { pattern: label, millionsPerSecond: COUNT / best / 1000 };
  return compiler() === undefined ? row : { ...row, cMillionsPerSecond: inC(name, expected) };
}

/** Processor time of this process, ms. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function inC(name: string, expected: { l1Misses: number; walks: number }): number {
  const program = compileNative('tlb-trace');
  const runs = Array.from({ length: TURNS }, () => {
    const text = execFileSync(program, [name, String(COUNT)], { encoding: 'utf8' });
    const [l1Misses, walks, ns] = text.trim().split(' ').map(Number);
    if (l1Misses !== expected.l1Misses || walks !== expected.walks)
      throw new Error(`${name}: C counts otherwise`);
    return ns!;
  });
  return 1000 / Math.min(...runs);
}

function pattern(label: string, touches: TouchPattern): TlbRow {
  const lengthBytes = 2 ** 26;
  const memory = { lengthBytes, runs: [{ from: 0, to: lengthBytes, vaBytes: 2 ** 46, leaf: 0 }] };
  const program = { geometry: GOLDEN_COVE, leaves: [LEAF], pageBytes: 4096, walkCache: undefined };
  let rate = 0;
  for (let turn = 0; turn < 12; turn++) {
    const from = cpuMs();
    const { accesses } = simulateTouches({ ...program, touchings: [{ memory, pattern: touches }] });
    rate = Math.max(rate, accesses / (cpuMs() - from) / 1000);
  }
  return { pattern: `${label}, 64 MiB of 4K pages`, millionsPerSecond: rate };
}

/** 2^34 lines of 1 TiB, in closed form. */
function sweep(): TlbRow {
  const touches = { leaf: LEAF, vaBytes: 2 ** 46, lengthBytes: 2 ** 40, strideBytes: 64, times: 2 };
  const from = performance.now();
  const result = evenTouches(GOLDEN_COVE, touches);
  const ms = performance.now() - from;
  if (result?.walks !== 2 * 2 ** 28) throw new Error('the closed form counts otherwise');
  return {
    pattern: `1 TiB twice, closed form: ${ms.toFixed(2)} ms`,
    millionsPerSecond: result.accesses / ms / 1000,
  };
}
