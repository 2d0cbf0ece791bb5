import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Wall-clock time of one sweep with one and with two worker threads, each with its writer; medians over turns. */
export interface WorkersRow {
  readonly cells: number;
  /** System calls of a cell, without the one that is measured. */
  readonly calls: number;
  readonly oneWorkerSeconds: number;
  readonly twoWorkersSeconds: number;
  /** Median of the ratios of the turns. */
  readonly ratio: number;
  readonly leastRatio: number;
  /** Peak resident memory of the process with two workers, MB. */
  readonly megabytes: number;
}

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const TURNS = 3;

/**
 * Seeds for 10,000 and 100,000 cells (16 policies at two points), each of so many calls: a thousand, where a recorded
 * Python program makes 2,700; and a twentieth of that, where a cell takes a tenth of a millisecond.
 */
const SWEEPS = [
  { seeds: 313, calls: 1000 },
  { seeds: 3125, calls: 50 },
  { seeds: 3125, calls: 1000 },
];

const scenario = ({ seeds, calls }: (typeof SWEEPS)[number]) => `language 1
machine spr extends x86_64 { kernel 6.18 }
device gpu { driver vfio-pci  bar 2 { phys 0x2000_0000_0000  size 4G } }
scenario "sweep" on spr {
  sweep size in 64M, 2G
  seeds 1..${seeds}
  occupancy { scatter 200 anon of lognormal(64K, 4M) between 0x7e00_0000_0000 and 0x7fff_0000_0000 }
  repeat ${calls} { choose { 60%: mmap anon of uniform(4K, 8M)  40%: munmap any } }
  dev = mmap gpu.bar2 length $size
}
`;

/** Sweeps with one and two workers in turns; the files are compared. Needs a built dist/. */
export function workersBench(): WorkersRow[] {
  execFileSync('npm', ['run', 'build'], { cwd: path.dirname(path.dirname(CLI)), stdio: 'ignore' });
  return SWEEPS.map(measured);
}

function measured(sweep: (typeof SWEEPS)[number]): WorkersRow {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'policy-lab-bench-'));
  try {
    writeFileSync(path.join(folder, 'sweep.scn'), scenario(sweep));
    const turns = Array.from({ length: TURNS }, () => {
      const one = run(folder, 1);
      const two = run(folder, 2);
      if (one.bytes !== two.bytes) throw new Error('one and two workers give different files');
      return { one, two, ratio: one.seconds / two.seconds };
    });
    const ratios = turns.map(({ ratio }) => ratio).sort((a, b) => a - b);
    return {
      cells: turns[0]!.one.cells,
      calls: sweep.calls,
      oneWorkerSeconds: median(turns.map(({ one }) => one.seconds)),
      twoWorkersSeconds: median(turns.map(({ two }) => two.seconds)),
      ratio: median(ratios),
      leastRatio: ratios[0]!,
      megabytes: Math.max(...turns.map(({ two }) => two.megabytes)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Loaded before the program: says its peak memory, in KiB, when it ends. */
const TELL_PEAK = `data:text/javascript,${encodeURIComponent(
  "process.on('exit', () => process.stderr.write('peak ' + process.resourceUsage().maxRSS + '\\n'))",
)}`;

function run(folder: string, workers: number) {
  const out = path.join(folder, `out-${workers}`);
  const args = ['--import', TELL_PEAK, CLI, 'run', 'sweep.scn', '--out', out, '--workers', String(workers)];
  const began = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [...args, '--quiet', '--force'], {
    cwd: folder,
    encoding: 'utf8',
  });
  const seconds = (performance.now() - began) / 1000;
  if (status !== 0) throw new Error(`run ended with ${status}: ${stderr}`);
  const peaks = [...stderr.matchAll(/^peak (\d+)$/gm)].map(([, peak]) => Number(peak));
  const rows = readFileSync(path.join(out, 'coverage.csv'), 'utf8').trim().split('\r\n');
  return {
    seconds,
    // It has the hashes of all files.
    bytes: readFileSync(path.join(out, 'manifest.json'), 'utf8'),
    cells: rows.length - 1,
    megabytes: (Math.max(...peaks) * 1024) / 1e6,
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
