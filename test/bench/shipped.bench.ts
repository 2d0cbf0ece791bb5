import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { median } from './churn.ts';

/** A run of all shipped scenarios under all policies. */
export interface ShippedRow {
  readonly cells: number;
  readonly seconds: number;
  readonly cellsPerSecond: number;
}

const ROOT = path.resolve(import.meta.dirname, '../..');

/** The built program on scenarios/ (`npm run build` first). Its results must be the committed ones, byte for byte. */
export function shippedBench(turns = 3): ShippedRow[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'policy-lab-bench-'));
  try {
    const runs = Array.from({ length: turns }, (_, turn) => timedRun(path.join(folder, String(turn))));
    const seconds = median(runs.map((run) => run.seconds));
    const { cells } = runs[0]!;
    return [{ cells, seconds, cellsPerSecond: cells / seconds }];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function timedRun(out: string): { seconds: number; cells: number } {
  const files = readdirSync(path.join(ROOT, 'scenarios')).filter((name) => name.endsWith('.scn'));
  const args = ['dist/cli.js', 'run', ...files.map((name) => `scenarios/${name}`), '--out', out];
  const from = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  const seconds = (performance.now() - from) / 1000;
  const cells = Number(/(\d+) cells; wrote/.exec(stderr)?.[1]);
  if (status !== 0 || !(cells > 0)) throw new Error(`the run failed: ${stderr}`);
  const committed = readdirSync(path.join(ROOT, 'results')).filter((name) => name.endsWith('.csv'));
  for (const name of committed)
    if (!readFileSync(path.join(out, name)).equals(readFileSync(path.join(ROOT, 'results', name))))
      throw new Error(`${name} is not the one in results/`);
  return { seconds, cells };
}
