import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'tsdown';
import { median } from './churn.ts';
import type { Shape } from './large-text.ts';
import type { ParseOnce } from './parse-once.ts';

/** One stage on one text. */
export interface ParseRow {
  readonly text: string;
  readonly stage: string;
  readonly ms: number;
  readonly megabytesPerSecond: number;
  readonly statementsPerSecond: number;
  readonly peakMegabytes: number;
  /** As a multiple of the bare parse of the same turn, median over the turns. */
  readonly relativeToBare: number;
}

const STAGES = ['lex', 'bare', 'check'] as const;

/** Lexing, Chevrotain's bare parse with recovery, and the whole check of large scenario files, in turns. */
export async function parseBench(sizes = [1, 10], turns = 3): Promise<ParseRow[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'policy-lab-bench-'));
  try {
    const program = await bundled(folder);
    return sizes.flatMap((megabytes) =>
      (['one scenario', 'many scenarios'] as const).flatMap((shape) =>
        rows(program, shape, megabytes, turns),
      ),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Bundled as the command is: a loader that compiles on the fly changes how fast closures are made. */
async function bundled(outDir: string): Promise<string> {
  await build({
    config: false,
    entry: { once: path.join(import.meta.dirname, 'parse-once.ts') },
    outDir,
    format: 'esm',
    platform: 'node',
    fixedExtension: true,
    dts: false,
    clean: false,
    logLevel: 'silent',
    deps: { alwaysBundle: [/^[^./]/], onlyBundle: false },
  });
  return path.join(outDir, 'once.mjs');
}

function rows(program: string, shape: Shape, megabytes: number, turns: number): ParseRow[] {
  const runs = Array.from({ length: turns }, () =>
    STAGES.map((stage): ParseOnce => {
      const out = execFileSync(process.execPath, [program, stage, shape, String(megabytes)], {
        encoding: 'utf8',
      });
      return JSON.parse(out);
    }),
  );
  return STAGES.map((stage, index) => {
    const own = runs.map((run) => run[index]!);
    const seconds = median(own.map(({ ms }) => ms)) / 1000;
    return {
      text: `${megabytes} MB, ${shape}`,
      stage,
      ms: seconds * 1000,
      megabytesPerSecond: megabytes / seconds,
      statementsPerSecond: own[0]!.statements / seconds,
      peakMegabytes: Math.max(...own.map(({ peakMegabytes }) => peakMegabytes)),
      relativeToBare: median(runs.map((run) => run[index]!.ms / run[STAGES.indexOf('bare')]!.ms)),
    };
  });
}
