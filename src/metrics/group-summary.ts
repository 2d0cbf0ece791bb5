import { hasFigures, isTrouble, type Status } from '../replay/status.ts';
import { FIGURES, figurePlace } from './figures.ts';
import type { CellName, Row } from './results.ts';
import { RunningSpread, type Spread } from './spread.ts';

/** What a summary is told of a cell. */
export interface CellFigures extends CellName {
  /** In the order of FIGURES; NaN where one is empty. */
  readonly figures: Float64Array;
  /** Named mappings, and those among them that could not be placed. */
  readonly mappings: number;
  readonly failedMappings: number;
  /** Rows of placements.csv; needed only of a scenario's first seed. */
  readonly placements: readonly Row[];
}

/** Why cells of a group have no figures. */
export interface Reason {
  readonly status: Status;
  readonly message: string;
  readonly cells: number;
}

/** Different messages that are told apart; a policy that breaks a rule anew for every seed would fill the memory. */
const MOST_REASONS = 20;

/** All cells of one scenario at one point under one policy: one a seed, in order. What they take does not grow. */
export class GroupSummary {
  readonly point: string;
  readonly policy: string;
  /** The first cell with figures. */
  first: CellFigures | undefined;
  cells = 0;
  withFigures = 0;
  trouble = 0;
  skipped = 0;
  /** The most named mappings of one cell, and failed ones of all cells. */
  mappings = 0;
  failedMappings = 0;
  readonly #reasons = new Map<string, { status: Status; message: string; cells: number }>();
  readonly #spreads = FIGURES.map(() => new RunningSpread());
  readonly #values: ReadonlyMap<number, Values>;
  #lastSeed: number | null | undefined;

  /**
   * @param kept - figures (places in FIGURES) of which every value is kept, for intervals and pairs.
   * @param seeds - cells that are expected.
   */
  constructor(point: string, policy: string, kept: Iterable<number>, seeds: number) {
    this.point = point;
    this.policy = policy;
    this.#values = new Map([...kept].map((place) => [place, new Values(seeds)]));
  }

  /** Takes the next cell. A second one of the same seed, from two options that came to the same, is passed over. */
  add(cell: CellFigures): void {
    if (this.cells > 0 && cell.seed === this.#lastSeed) return;
    this.#lastSeed = cell.seed;
    this.cells++;
    if (hasFigures(cell.status)) this.#addFigures(cell);
    else this.#addReason(cell);
    for (const [place, values] of this.#values) values.push(cell.figures[place]!);
  }

  /** A figure over the cells that have it; null where none does. */
  spread(table: 'coverage' | 'fragmentation', name: string): Spread | null {
    return this.#spreads[figurePlace(table, name)]!.spread;
  }

  /** One value a cell, in order of seeds, NaN where it has none. @throws Error where they were not kept. */
  values(table: 'coverage' | 'fragmentation', name: string): Float64Array {
    const values = this.#values.get(figurePlace(table, name));
    if (values === undefined) throw new Error(`the values of ${name} were not kept`);
    return values.all;
  }

  /** Why cells have no figures, in order of appearance. */
  get reasons(): readonly Reason[] {
    return [...this.#reasons.values()];
  }

  #addFigures(cell: CellFigures): void {
    this.first ??= cell;
    this.withFigures++;
    this.mappings = Math.max(this.mappings, cell.mappings);
    this.failedMappings += cell.failedMappings;
    this.#spreads.forEach((spread, place) => {
      spread.add(cell.figures[place]!);
    });
  }

  #addReason({ status, message }: CellFigures): void {
    if (isTrouble(status)) this.trouble++;
    else this.skipped++;
    const full = this.#reasons.size >= MOST_REASONS;
    const known = this.#reasons.has(`${status}\n${message}`);
    const said = known || !full ? message : 'and other reasons';
    const reason = this.#reasons.get(`${status}\n${said}`) ?? { status, message: said, cells: 0 };
    reason.cells++;
    this.#reasons.set(`${status}\n${said}`, reason);
  }
}

/** Doubles that come one by one. */
class Values {
  #held: Float64Array;
  #count = 0;

  constructor(expected: number) {
    this.#held = new Float64Array(Math.max(1, expected));
  }

  push(value: number): void {
    if (this.#count === this.#held.length) {
      const grown = new Float64Array(2 * this.#count);
      grown.set(this.#held);
      this.#held = grown;
    }
    this.#held[this.#count++] = value;
  }

  get all(): Float64Array {
    return this.#held.subarray(0, this.#count);
  }
}
