/** What a scenario varies over: sweep points (at least one) and seeds (none where nothing is drawn). */
export interface Axes<Point> {
  readonly points: readonly Point[];
  readonly seeds: readonly number[];
}

/** One scenario at one sweep point with one seed: the same situation, and the same draws, for every policy. */
export interface Trial<Point, Scenario extends Axes<Point>> {
  readonly scenario: Scenario;
  readonly point: Point;
  /** null where nothing is drawn. */
  readonly seed: number | null;
}

/** The trials of a run by their places in the plan: scenario by scenario, point by point, seed by seed. */
export class Trials<Point, Scenario extends Axes<Point>> {
  readonly count: number;
  readonly #scenarios: readonly Scenario[];
  /** Place behind the last trial of each scenario. */
  readonly #ends: readonly number[];

  constructor(scenarios: readonly Scenario[]) {
    this.#scenarios = scenarios;
    let end = 0;
    this.#ends = scenarios.map((scenario) => {
      end += scenario.points.length * seedsOf(scenario);
      return end;
    });
    this.count = end;
  }

  /** @param place - from 0 to count − 1. */
  at(place: number): Trial<Point, Scenario> {
    const index = this.#indexOf(place);
    const scenario = this.#scenarios[index];
    if (scenario === undefined || place < 0) throw new RangeError(`the plan has no trial ${place}`);
    const within = place - (this.#ends[index - 1] ?? 0);
    const seeds = seedsOf(scenario);
    return {
      scenario,
      point: scenario.points[Math.floor(within / seeds)]!,
      seed: scenario.seeds[within % seeds] ?? null,
    };
  }

  /** The first scenario that ends behind a place. */
  #indexOf(place: number): number {
    let [low, high] = [0, this.#ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#ends[middle]! > place) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

function seedsOf({ seeds }: Axes<unknown>): number {
  return Math.max(1, seeds.length);
}
