import { headlineNamed, headlineNames } from '../../report/headline.ts';
import type { FigureColumn } from '../../report/scenario-columns.ts';
import { unknownName } from '../usage-error.ts';

/** The headline metric of a command line. @throws UsageError where there is none of that name. */
export function headlineOf(name: string): FigureColumn {
  const headline = headlineNamed(name);
  if (headline === undefined) throw unknownName('headline metric', name, headlineNames());
  return headline;
}
