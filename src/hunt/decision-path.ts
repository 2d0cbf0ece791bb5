import { sizeText } from '../machine/bytes.ts';
import type { Area } from '../mm/area-request.ts';
import type { Mm } from '../mm/mm.ts';

/**
 * What a policy decided in one cell: for every placement the searches in their order, with what each asked for and
 * whether it found it, and what gave the address in the end. Numbers that differ from case to case are left out.
 */
export class DecisionPaths {
  readonly all: string[] = [];
  readonly #pageBytes: number;

  constructor(pageBytes: number) {
    this.#pageBytes = pageBytes;
  }

  /** To be handed to a replay. */
  readonly observe = (_slot: number, mm: Mm, area: Area): void => {
    const searches = mm.searches.map(({ form, wanted, info, area: found }) => {
      const align = wanted.alignPages > 1 ? ` ${sizeText(wanted.alignPages * this.#pageBytes)}` : '';
      return `${form}${align} ${info.topdown ? 'down' : 'up'}${found.page < 0 ? ' fails' : ''}`;
    });
    this.all.push([...searches, `by ${area.form} ${area.via}`].join(', '));
  };
}
