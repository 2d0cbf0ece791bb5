/** Draws a whole number from 0 to `below` − 1. */
export type Draw = (below: number) => number;

/** What generated scenarios may name that other parts of the program define. */
export interface GeneratedTerms {
  readonly policies: readonly string[];
  /** Metrics of mappings, and of whole cells. */
  readonly mappingMetrics: readonly string[];
  readonly cellMetrics: readonly string[];
}

/** The `+` of a length: `+4K`. */
export const TIGHT = '+tight';

/** Writes a text token by token, with blanks, line ends and comments where the language allows them. */
export class Writer {
  readonly #tokens: string[] = [];
  #fresh = 0;

  constructor(
    readonly draw: Draw,
    readonly terms: GeneratedTerms,
  ) {}

  /** Adds tokens; what follows {@link TIGHT} stands right behind it. A sign there would make a sum of it. */
  put(...tokens: readonly string[]): void {
    for (const token of tokens) if (token !== '-' || this.#tokens.at(-1) !== TIGHT) this.#tokens.push(token);
  }

  /** Whether the last token can end an expression. */
  endsInOperand(): boolean {
    return /^(?:[\d$].*|\))$/.test(this.#tokens.at(-1) ?? '');
  }

  /** One of some. */
  pick<T>(all: readonly T[]): T {
    return all[this.draw(all.length)]!;
  }

  /** Whether something happens, in percent. */
  chance(percent: number): boolean {
    return this.draw(100) < percent;
  }

  /** A name that was not given before. */
  fresh(stem: string): string {
    return `${stem}${this.#fresh++}`;
  }

  /** The text so far. */
  text(): string {
    return this.#tokens.map((token) => (token === TIGHT ? '+' : token + this.#gap())).join('');
  }

  #gap(): string {
    const kind = this.draw(100);
    if (kind < 75) return ' ';
    if (kind < 88) return '\n';
    if (kind < 92) return '  ';
    if (kind < 94) return '\n\n\n';
    if (kind < 96) return '\t ';
    return this.draw(2) === 0 ? ` # ${this.draw(1000)}\n` : `\n# line ${this.draw(1000)}  \n`;
  }
}
