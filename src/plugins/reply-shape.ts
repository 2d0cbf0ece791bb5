import {
  count,
  either,
  fields,
  list,
  named,
  number,
  optional,
  type Shape,
  text,
  word,
} from '../import/shape.ts';
import { STATUSES } from '../replay/status.ts';

const ROW: Shape = named(optional(either(text, numberOrNone)));

const CELL = fields({
  ...{ scenario: text, point: text, seed: optional(number), policy: text, message: text },
  ...{ status: word(STATUSES), placements: list(ROW), coverage: ROW, fragmentation: ROW },
});

const CARD = fields({
  ...{ id: text, summary: text, source: text, toldBy: text, needs: list(text) },
  options: optional(named(fields({ values: list(text), meaning: optional(text) }))),
  alsoRuns: optional(list(named(text))),
});

const REPORT = fields({
  policy: text,
  settings: fields({ seed: number, situations: count, budget: count }),
  properties: list(
    fields({
      ...{ id: text, meaning: text, cases: count },
      counterExample: optional(fields({ message: text, text, situation: count })),
    }),
  ),
});

const REPLIES: Readonly<Record<string, Shape>> = {
  loaded: fields({ card: CARD, hash: text }),
  refused: fields({ reason: text, hint: text }),
  cell: fields({ cell: CELL }),
  tested: fields({ report: REPORT }),
};

/**
 * What is wrong with a message of a plug-in's process, undefined where nothing is: a plug-in can send messages of its
 * own, and they are not believed to be the host's because they came.
 */
export function replyProblem(reply: unknown): string | undefined {
  const answer = (reply as { readonly answer?: unknown } | null | undefined)?.answer;
  const shape = typeof answer === 'string' && Object.hasOwn(REPLIES, answer) ? REPLIES[answer] : undefined;
  return shape === undefined ? 'it is no answer' : shape(reply, '');
}

/** Ratios of nothing are no numbers in a row: they become empty fields. */
function numberOrNone(value: unknown, place: string): string | undefined {
  return typeof value === 'number' ? undefined : `${place} is no number`;
}
