import type { Word } from '../ast.ts';
import type { Report } from '../diagnostic.ts';
import type { Host } from './host.ts';
import { suggestion } from './nearest.ts';

/** The metric that a scenario's table turns on: a number of the whole cell. */
export function checkHeadline(
  [first, second]: readonly Word[],
  host: Host,
  report: Report,
): string | undefined {
  if (second) report('PL2034', second.span, {});
  if (!first) return undefined;
  const usable = host.metrics.filter((name) => {
    const figure = host.figures?.get(name);
    return !figure || (figure.of !== 'mapping' && figure.kind === 'number');
  });
  if (usable.includes(first.text)) return first.text;
  const hint = host.metrics.includes(first.text)
    ? 'it is a number of the whole scenario, such as share_of_ideal'
    : suggestion(first.text, usable, 'no metric is known');
  report('PL2033', first.span, { name: first.text, hint });
  return undefined;
}
