import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LabError } from '../../../src/lab/lab-error.ts';
import { Journal } from '../../../src/lab/run/journal.ts';
import { decodeTrial, encodeTrial } from '../../../src/lab/run/trial-record.ts';
import { cell } from '../../report/run-fixture.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const TRIALS = 12;

/** The record of a trial whose only cell has that many faults. */
function record(place: number, faults = place): Uint8Array {
  const cells = [cell({ scenario: 's', policy: 'linux', coverage: { faults } })];
  return encodeTrial(place, { cells, expectations: [] }, true, []);
}

function faultsOf(journal: Journal, place: number): number | undefined {
  if (!journal.has(place)) return undefined;
  const { tables } = decodeTrial(journal.read(place), { scenario: 's', point: '', seed: null });
  return Number(new TextDecoder().decode(tables.get('coverage')).split(',')[16]);
}

async function written(order: readonly number[]): Promise<string> {
  const name = path.join(temporaryFolder(), 'trials.bin');
  const journal = new Journal(name, TRIALS);
  for (const place of order) journal.append(record(place));
  await journal.flush();
  await journal.close();
  return name;
}

const order = fc.shuffledSubarray(
  Array.from({ length: TRIALS }, (_, place) => place),
  { minLength: 1 },
);

describe('a journal', () => {
  it('gives every trial back, in whatever order they came, together or one by one', async () => {
    await fc.assert(
      fc.asyncProperty(order, fc.boolean(), async (places, together) => {
        const journal = new Journal(path.join(temporaryFolder(), 'trials.bin'), TRIALS);
        if (together) journal.append(Buffer.concat(places.map((place) => record(place))));
        else for (const place of places) journal.append(record(place));
        expect(journal.held).toBe(places.length);
        for (let place = 0; place < TRIALS; place++) {
          expect(faultsOf(journal, place)).toBe(places.includes(place) ? place : undefined);
        }
        await journal.close();
      }),
      { numRuns: 40 },
    );
  });

  it('cut off anywhere, has the trials that were whole, and takes more', async () => {
    await fc.assert(
      fc.asyncProperty(order, fc.double({ min: 0, max: 1, noNaN: true }), async (places, share) => {
        const name = await written(places);
        const size = readFileSync(name).length;
        const cut = Math.floor(size * share);
        truncateSync(name, cut);
        const whole = places.filter((_, index) => endOf(places, index) <= cut);
        const journal = new Journal(name, TRIALS);
        expect(journal.held).toBe(whole.length);
        for (const place of whole) expect(faultsOf(journal, place)).toBe(place);
        journal.append(record(0, 77));
        expect(faultsOf(journal, 0)).toBe(77);
        await journal.close();
        const again = new Journal(name, TRIALS);
        expect(faultsOf(again, 0)).toBe(77);
        await again.close();
      }),
      { numRuns: 60 },
    );
  });

  it('with one wrong byte, is refused, or gives up the last trial: it never gives a wrong one', async () => {
    await fc.assert(
      fc.asyncProperty(order, fc.nat(), fc.integer({ min: 1, max: 255 }), async (places, at, flip) => {
        const name = await written(places);
        const bytes = readFileSync(name);
        const byte = at % bytes.length;
        bytes[byte] = bytes[byte]! ^ flip;
        writeFileSync(name, bytes);
        const last = places.length - 1;
        const inLast = byte >= endOf(places, last - 1);
        try {
          const journal = new Journal(name, TRIALS);
          expect(inLast).toBe(true);
          expect(journal.held).toBe(last);
          for (const place of places.slice(0, last)) expect(faultsOf(journal, place)).toBe(place);
          await journal.close();
        } catch (error) {
          expect(error).toBeInstanceOf(LabError);
          expect((error as LabError).code).toBe('checkpoint-damaged');
          expect(inLast).toBe(false);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('refuses records of a longer plan', async () => {
    const name = await written([TRIALS - 1]);
    expect(() => new Journal(name, TRIALS - 1)).toThrow(/damaged at byte 0/);
  });
});

/** Where the record at an index of the order ends; bytes. */
function endOf(places: readonly number[], index: number): number {
  return places.slice(0, index + 1).reduce((sum, place) => sum + record(place).length, 0);
}
