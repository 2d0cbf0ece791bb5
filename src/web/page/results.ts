import type { Detail, ScenarioPlace, Tables } from '../worker/messages.ts';
import { fillChoice, plainEntries } from './choice.ts';
import { part } from './element.ts';
import { pictureFrom } from './picture.ts';
import { tablesView } from './tables.ts';

/** What the reader chose of a scenario's cells to see in detail. */
export interface Choice {
  readonly point: string;
  readonly seed: number | null;
  readonly mapping: string;
  /** Label of a policy. */
  readonly explained: string;
}

/** What the page is told of the choices beside the results. */
export interface ResultsListener {
  chosen(change: Partial<Choice>): void;
  /** A scenario by where it begins, or all of them. */
  scenarioChosen(start: number | 'all'): void;
}

/** The value of the entry that shows every scenario. */
const ALL = 'all';

/** Pixels that a map keeps free on both sides together. */
const MAP_MARGIN = 16;

/** The right side of the page: map, tables, explanation, and the choices above them. */
export class Results {
  readonly #listener: ResultsListener;
  #tables: Tables | undefined;
  #detail: Detail | undefined;

  constructor(listener: ResultsListener) {
    this.#listener = listener;
    this.#connect('points', (point) => listener.chosen({ point }));
    this.#connect('seeds', (seed) => listener.chosen({ seed: Number(seed) }));
    this.#connect('mappings', (mapping) => listener.chosen({ mapping }));
    this.#connect('explained', (explained) => listener.chosen({ explained }));
    this.#connect('scenarios', (value) => listener.scenarioChosen(value === ALL ? ALL : Number(value)));
  }

  /** The map as SVG; empty where there is none. */
  get picture(): string {
    return this.#detail?.picture ?? '';
  }

  /** Pixels that a map may be wide. */
  get width(): number {
    return Math.round(part('tables').clientWidth) - MAP_MARGIN;
  }

  /** The scenarios of the text, and the one that is shown; empty for all of them. */
  scenarios(places: readonly ScenarioPlace[], shown: string): void {
    const entries = places.map(({ name, start }) => ({ value: String(start), text: name }));
    const all =
      places.length > 1 ? [{ value: ALL, text: `All ${places.length} scenarios, with totals` }] : [];
    const none = places.length === 0 ? [{ value: ALL, text: 'none without mistakes' }] : [];
    const chosen = places.find(({ name }) => name === shown);
    fillChoice(
      part<HTMLSelectElement>('scenarios'),
      [...entries, ...all, ...none],
      chosen ? String(chosen.start) : ALL,
    );
  }

  tables(tables: Tables): void {
    this.#tables = tables;
    this.#showTables();
  }

  detail(detail: Detail): void {
    const before = this.#detail;
    this.#detail = detail;
    this.#showChoices(detail);
    if (before?.picture !== detail.picture) this.#showPicture(detail.picture);
    part('explanation').textContent = detail.explanation.join('\n');
    part('why').hidden = false;
    if (before?.explained !== detail.explained || before.explainable.join() !== detail.explainable.join()) {
      this.#showTables();
    }
  }

  /** Whether an answer is still to come. */
  busy(busy: boolean): void {
    part('results').setAttribute('aria-busy', String(busy));
  }

  /** Whether what is shown belongs to an older text. */
  outdated(outdated: boolean): void {
    part('results').classList.toggle('outdated', outdated);
  }

  #connect(id: string, chosen: (value: string) => void): void {
    const list = part<HTMLSelectElement>(id);
    list.addEventListener('change', () => chosen(list.value));
  }

  #showTables(): void {
    if (!this.#tables) return;
    const choice = {
      explained: this.#detail?.explained ?? '',
      explainable: this.#detail?.explainable ?? [],
      explain: (explained: string) => this.#listener.chosen({ explained }),
    };
    part('tables').replaceChildren(...tablesView(this.#tables, choice));
  }

  #showChoices({ points, seeds, mappings, explainable, point, seed, mapping, explained }: Detail): void {
    this.#offer('point', points, point);
    this.#offer('seed', seeds.map(String), String(seed));
    this.#offer('mapping', mappings, mapping);
    fillChoice(part<HTMLSelectElement>('explained'), plainEntries(explainable), explained);
  }

  /** A choice is there only where there is one. */
  #offer(name: 'point' | 'seed' | 'mapping', values: readonly string[], chosen: string): void {
    part(`${name}-choice`).hidden = values.length < 2;
    fillChoice(part<HTMLSelectElement>(`${name}s`), plainEntries(values), chosen);
  }

  #showPicture(svg: string): void {
    const picture = svg === '' ? undefined : pictureFrom(svg);
    part('map').replaceChildren(...(picture ? [picture] : []));
    part('picture').hidden = picture === undefined;
  }
}
