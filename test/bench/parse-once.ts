import { tokenize } from '../../grammar/lexer.ts';
import { makeParser } from '../../grammar/parser.ts';
import { checkScenarios } from '../../src/language/check.ts';
import { LIBRARIES } from '../../src/language/library.ts';
import { largeText, type Shape } from './large-text.ts';

/** What one process did: `node parse-once.js STAGE SHAPE MEGABYTES`. A process of its own shows its own memory. */
export interface ParseOnce {
  readonly ms: number;
  readonly peakMegabytes: number;
  readonly statements: number;
}

const [stage, shape, megabytes] = process.argv.slice(2) as [keyof typeof STAGES, Shape, string];

const HOST = {
  sources: new Map<string, string>(),
  policies: [{ id: 'linux', options: [] }],
  metrics: ['status'],
  libraries: LIBRARIES,
  budgets: { points: 10_000, statements: 10_000_000, touches: 1_000_000 },
};

const STAGES = {
  lex: (text: string) => expectNone(tokenize(text).errors.length),
  /** What Chevrotain itself takes: its lexer and the recovering parser, with nothing of the lab behind them. */
  bare: (text: string) => {
    const { parser } = makeParser();
    const { tokens, errors } = tokenize(text);
    parser.input = tokens;
    parser.scenarioFile();
    expectNone(errors.length + parser.errors.length);
  },
  check: (text: string) => {
    const { diagnostics, scenarios } = checkScenarios({ file: 'bench.scn', text, host: HOST });
    expectNone(diagnostics.length);
    if (scenarios.length === 0) throw new Error('no scenario came out');
  },
};

function expectNone(mistakes: number): void {
  if (mistakes > 0) throw new Error(`${mistakes} mistakes in a sound text`);
}

const { text, statements } = largeText(shape, Number(megabytes) * 2 ** 20);
const from = performance.now();
STAGES[stage](text);
const ms = performance.now() - from;
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ ms, peakMegabytes, statements } satisfies ParseOnce));
