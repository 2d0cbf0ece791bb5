import { execFileSync } from 'node:child_process';
import path from 'node:path';
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

/** Bundled by ./run.ts. */
const PROGRAM = path.join(import.meta.dirname, 'parse-once.bundle.mjs');

const STAGES = ['lex', 'bare', 'check'] as const;

/** Lexing, Chevrotain's bare parse with recovery, and the whole check of large scenario files, in turns. */
export function parseBench(sizes = [1, 10], turns = 3): ParseRow[] {
  return sizes.flatMap((megabytes) =>
    (['one scenario', 'many scenarios'] as const).flatMap((shape) => rows(shape, megabytes, turns)),
  );
}

function rows(shape: Shape, megabytes: number, turns: number): ParseRow[] {
  const runs = Array.from({ length: turns }, () =>
    STAGES.map((stage): ParseOnce => {
      const out = execFileSync(process.execPath, [PROGRAM, stage, shape, String(megabytes)], {
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
