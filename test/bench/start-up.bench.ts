import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { median } from './churn.ts';

/** A command's time beside that of an empty Node, in turns. */
export interface StartUpRow {
  readonly command: string;
  readonly ms: number;
  /** As a multiple of `node -e 0`, median over the turns. */
  readonly relative: number;
}

const CLI = path.resolve(import.meta.dirname, '../../dist/cli.js');
const ONE = `language 1
device gpu { driver vfio-pci  bar 2 { phys 0x2000_0000_0000  size 2G } }
scenario "one" { bar2 = mmap gpu.bar2 }
`;

/** Start-up of the built program (`npm run build` first). */
export function startUpBench(turns = 15): StartUpRow[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'policy-lab-bench-'));
  try {
    writeFileSync(path.join(folder, 'one.scn'), ONE);
    const commands: Record<string, string[]> = {
      'node -e 0': ['-e', '0'],
      'policy-lab --version': [CLI, '--version'],
      'policy-lab run one.scn': [CLI, 'run', 'one.scn', '--out', 'results', '--quiet'],
    };
    const times = new Map(Object.keys(commands).map((name) => [name, [] as number[]]));
    for (let turn = 0; turn < turns; turn++) {
      for (const [name, args] of Object.entries(commands)) times.get(name)!.push(timed(args, folder));
    }
    const empty = times.get('node -e 0')!;
    return [...times].map(([command, ms]) => ({
      command,
      ms: median(ms),
      relative: median(ms.map((one, i) => one / empty[i]!)),
    }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function timed(args: readonly string[], cwd: string): number {
  const from = performance.now();
  execFileSync(process.execPath, args, { cwd });
  return performance.now() - from;
}
