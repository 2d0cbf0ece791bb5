import { part } from './element.ts';
import { FIRST_TICKS, policyTicks, TICKS, type Tick } from './policy-ticks.ts';

/** Which policies are ticked; the page's own is ticked as soon as it is there. */
export class Policies {
  readonly #changed: () => void;
  #ticked: ReadonlySet<string> = new Set(FIRST_TICKS);
  #own: Tick | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
    part<HTMLDetailsElement>('policies').open = window.matchMedia('(min-width: 900px)').matches;
    this.#show();
  }

  get labels(): readonly string[] {
    return [...this.#ticked];
  }

  /** Ticks these and no others. */
  tick(labels: readonly string[]): void {
    this.#ticked = new Set(labels);
    this.#show();
  }

  /** The page's own policy has come, or gone. */
  own(tick: Tick | undefined): void {
    if (tick && tick.label === this.#own?.label) {
      this.#own = tick;
      return;
    }
    const others = this.labels.filter((label) => label !== this.#own?.label);
    this.#own = tick;
    this.tick(tick ? [...others, tick.label] : others);
  }

  #show(): void {
    const ticks = this.#own ? [...TICKS, this.#own] : TICKS;
    const ticked = new Set(['linux', ...this.#ticked]);
    part('policies-count').textContent =
      `${ticks.filter(({ label }) => ticked.has(label)).length} of ${ticks.length}`;
    const boxes = policyTicks(ticks, ticked, (now) => {
      this.tick([...now]);
      this.#changed();
    });
    const place = part('policy-ticks');
    const focused = [...place.querySelectorAll('input, button')].indexOf(document.activeElement as Element);
    place.replaceChildren(...boxes);
    place.querySelectorAll<HTMLElement>('input, button')[focused]?.focus();
  }
}
