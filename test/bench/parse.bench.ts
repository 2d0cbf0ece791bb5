import { tokenize } from '../../grammar/lexer.ts';
import { parseTree } from '../../grammar/parse.ts';
import { checkScenarios } from '../../src/language/check.ts';

/** One stage on one text. */
export interface ParseRow {
  readonly text: string;
  readonly stage: string;
  readonly ms: number;
  readonly megabytesPerSecond: number;
  readonly statementsPerSecond: number;
}

/** Lexing, bare parsing with recovery, and the whole check of one large scenario file. */
export function parseBench(megabytes = [1]): ParseRow[] {
  return megabytes.flatMap((size) => {
    const { text, statements } = largeText(size * 2 ** 20);
    const row = (stage: string, run: () => void): ParseRow => {
      const from = performance.now();
      run();
      const ms = performance.now() - from;
      const seconds = ms / 1000;
      return {
        text: `${size} MB`,
        stage,
        ms,
        megabytesPerSecond: size / seconds,
        statementsPerSecond: statements / seconds,
      };
    };
    return [
      row('lex', () => expectNone(tokenize(text).errors.length)),
      row('lex and bare parse', () => bareParse(text)),
      row('check', () => {
        const { diagnostics, scenarios } = checkScenarios({ file: 'bench.scn', text, host: HOST });
        expectNone(diagnostics.filter(({ severity }) => severity === 'error').length);
        if (scenarios.length === 0) throw new Error('no scenario came out');
      }),
    ];
  });
}

const HOST = {
  sources: new Map<string, string>(),
  policies: [],
  metrics: [],
  budgets: { points: 1000, statements: 10_000_000 },
};

/** What Chevrotain itself takes: its lexer and the recovering parser, with nothing of the lab behind them. */
function bareParse(text: string): void {
  expectNone(parseTree(text).problems.length);
}

function expectNone(mistakes: number): void {
  if (mistakes > 0) throw new Error(`${mistakes} mistakes in a sound text`);
}

function largeText(bytes: number): { text: string; statements: number } {
  const head =
    'language 0\ndevice gpu { driver vfio-pci bar 2 { phys 0x2000_0000_0000 size 2G } }\nscenario "large" {\n';
  const lines: string[] = [];
  let length = head.length;
  for (let i = 0; length < bytes; i++) {
    const line = `  m${i} = mmap gpu.bar2 offset ${(i % 500) * 4}K length ${1 + (i % 64)}M  # step ${i}\n`;
    lines.push(line);
    length += line.length;
  }
  return { text: `${head}${lines.join('')}}\n`, statements: lines.length };
}
