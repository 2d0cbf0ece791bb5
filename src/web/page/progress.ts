import { element } from './element.ts';

/** Milliseconds after which a reader would ask whether anything happens. */
const SOON = 150;

/** Shows how far a run is, once it takes long; until then nothing flickers. */
export class Progress {
  #began = 0;
  readonly #bar = element('progress', { max: '1', value: '0' });
  readonly #text = document.createTextNode('');

  constructor(
    private readonly place: HTMLElement,
    private readonly results: HTMLElement,
  ) {}

  begin(): void {
    this.#began = performance.now();
  }

  cell(done: number, total: number, policy: string): void {
    if (performance.now() - this.#began < SOON) return;
    this.results.classList.add('busy');
    this.#bar.max = total;
    this.#bar.value = done;
    this.#text.data = ` ${done} of ${total} cells: ${policy}`;
    if (!this.#bar.isConnected) this.place.replaceChildren(this.#bar, this.#text);
  }

  end(): void {
    this.place.replaceChildren();
    this.results.classList.remove('busy');
  }
}
