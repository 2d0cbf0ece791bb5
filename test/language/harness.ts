import type { CheckInput, CheckResult, Host } from '../../src/language/check.ts';
import { checkScenarios } from '../../src/language/check.ts';
import { LIBRARIES } from '../../src/language/library.ts';

/** A text with `<|…|>` around the place where a diagnostic must sit. */
export interface Marked {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Takes the markers out of a text. */
export function marked(source: string): Marked {
  const start = source.indexOf('<|');
  const end = source.indexOf('|>') - 2;
  if (start < 0 || end < start) throw new Error(`no <|…|> in: ${source}`);
  return { text: source.replace('<|', '').replace('|>', ''), start, end };
}

/** A host with a few policies and metrics, and no files. */
export const HOST: Host = {
  sources: new Map(),
  policies: [
    { id: 'linux', options: [] },
    { id: 'gunthorpe-start-pfn', options: [] },
    { id: 'wilcox-length', options: ['anon', 'cont', 'test'] },
    { id: 'qemu-9.2', options: ['reserve'] },
  ],
  metrics: ['status', 'address', 'length', 'faults', 'leaves_pmd', 'share_of_ideal'],
  figures: new Map([
    ['status', { of: 'both', kind: 'text', words: ['placed', 'failed', 'fallback'] }],
    ['address', { of: 'mapping', kind: 'number' }],
    ['faults', { of: 'both', kind: 'number' }],
    ['share_of_ideal', { of: 'cell', kind: 'number' }],
  ]),
  libraries: LIBRARIES,
  budgets: { points: 100, statements: 10_000, touches: 1_000_000 },
};

/** Checks a text as `lab/test.scn`. */
export function check(text: string, host: Partial<Host> = {}): CheckResult {
  return checkScenarios(input(text, host));
}

/** The input of such a check. */
export function input(text: string, host: Partial<Host> = {}): CheckInput {
  return { file: 'lab/test.scn', text, host: { ...HOST, ...host } };
}

/** The codes of all diagnostics, in order. */
export function codes(text: string, host: Partial<Host> = {}): string[] {
  return check(text, host).diagnostics.map(({ code }) => code);
}
