import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Churn, type ChurnSize, median, snapshotProcess } from './churn.ts';

/** One size of the churn, measured in turns on the kernel and in the lab. */
export interface KernelRow {
  readonly live: number;
  readonly lengths: string;
  readonly kernelNs: number;
  readonly labNs: number;
  /** Median over the turns of kernel / lab; how far the turns spread. */
  readonly ratio: number;
  readonly least: number;
  readonly most: number;
}

const SOURCE = path.resolve(import.meta.dirname, '../../native/churn.c');

/** The same seeded churn as system calls and in the lab. @throws Error where an address differs. */
export function kernelBench(turns = 7, operations = 200_000): KernelRow[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'policy-lab-bench-'));
  try {
    const program = path.join(folder, 'churn');
    execFileSync('cc', ['-O2', '-static', '-o', program, SOURCE]);
    return [64, 2048].flatMap((maxPages) =>
      [100, 1000, 10_000, 60_000].map((live) => compare(program, { live, maxPages, operations }, turns)),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function compare(program: string, size: ChurnSize, turns: number): KernelRow {
  const rounds = 3;
  const kernel: number[] = [];
  const lab: number[] = [];
  // The first turn warms both up: pages of the program, compiled code of the lab.
  for (let turn = 0; turn <= turns; turn++) {
    const real = runProgram(program, size, rounds);
    const churn = new Churn(snapshotProcess(real.maps), size);
    churn.fill();
    const own: number[] = [];
    for (const wanted of real.hashes) {
      own.push(churn.round());
      if (churn.hash !== wanted)
        throw new Error(`${size.live} live mappings: the addresses differ from the kernel's`);
    }
    if (turn === 0) continue;
    kernel.push(median(real.ns));
    lab.push(median(own));
  }
  const ratios = kernel.map((ns, i) => ns / lab[i]!);
  return {
    live: size.live,
    lengths: size.maxPages === 64 ? '4K to 256K' : '4K to 8M',
    kernelNs: median(kernel),
    labNs: median(lab),
    ratio: median(ratios),
    least: Math.min(...ratios),
    most: Math.max(...ratios),
  };
}

function runProgram(program: string, { live, maxPages, operations }: ChurnSize, rounds: number) {
  const args = ['-R', program, live, maxPages, operations, rounds].map(String);
  const output = execFileSync('setarch', args, { encoding: 'utf8' });
  const cut = output.indexOf('\n\n');
  const lines = output
    .slice(cut + 2)
    .trim()
    .split('\n');
  const pairs = lines.map((line) => line.split(' ').map(Number) as [number, number]);
  return {
    maps: output.slice(0, cut + 1),
    ns: pairs.map(([ns]) => ns / operations),
    hashes: pairs.map(([, hash]) => hash),
  };
}
