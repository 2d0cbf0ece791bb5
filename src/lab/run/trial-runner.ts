import { walkApart } from '../../metrics/run-scenarios.ts';
import { trialCells } from '../../metrics/run-walk.ts';
import type { Chosen } from '../../plugins/choose-policies.ts';
import { failuresOf } from '../../report/expectations.ts';
import { type PlannedTrials, textOf } from './plan.ts';
import { encodeTrial } from './trial-record.ts';

/** Runs trials one by one, under all policies, and yields their records. */
export class TrialRunner {
  readonly #trials: PlannedTrials;
  readonly #chosen: Pick<Chosen, 'policies' | 'elsewhere'>;
  readonly #texts: ReadonlyMap<string, string>;

  /** @param texts - of scenario and maps files, by their paths. */
  constructor(
    trials: PlannedTrials,
    chosen: Pick<Chosen, 'policies' | 'elsewhere'>,
    texts: ReadonlyMap<string, string>,
  ) {
    this.#trials = trials;
    this.#chosen = chosen;
    this.#texts = texts;
  }

  /** The records of some trials, one after another. */
  async run(places: readonly number[]): Promise<Uint8Array> {
    const records: Uint8Array[] = [];
    for (const place of places) records.push(await this.#trial(place));
    return Buffer.concat(records);
  }

  async #trial(place: number): Promise<Uint8Array> {
    const { policies, elsewhere } = this.#chosen;
    const trial = this.#trials.at(place);
    const texts = this.#texts;
    const walk = trialCells(trial, policies, { text: (file) => textOf(texts, file) });
    const result = await walkApart(walk, elsewhere);
    const single = trial.scenario.seeds.length < 2;
    return encodeTrial(place, result, single, failuresOf(result.expectations, texts));
  }
}
