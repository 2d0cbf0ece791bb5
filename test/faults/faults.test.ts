import { describe, expect, it } from 'vitest';
import { FAULTS } from './all-faults.ts';
import { tryFault } from './fault.ts';

/** A new one each day; FAULT_SEED runs a failure again. Every fault at every moment: `npm run reliability`. */
const SEED = Number(process.env.FAULT_SEED ?? Math.floor(Date.now() / 86_400_000));

/** Slow ones, of which test/cli/long-run.test.ts holds a part, or that need many seconds. */
const LONG_ONLY = new Set(['SIGINT', 'SIGHUP', 'a worker thread runs out of memory']);

describe(`what goes wrong around the program (FAULT_SEED=${SEED})`, () => {
  it.each(FAULTS.filter(({ name }) => !LONG_ONLY.has(name)).map((fault) => [fault.name, fault] as const))(
    '%s',
    { timeout: 240_000 },
    async (_, fault) => {
      const { failures } = await tryFault(fault, Math.min(2, fault.tries.short), SEED);
      expect(failures).toEqual([]);
    },
  );
});
