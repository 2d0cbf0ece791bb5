import { wrapText } from '../../report/text.ts';
import type { ConformanceReport, PropertyReport } from './suite.ts';

/** What the suite found, for a reader: a line a property, then the counter-examples as scenario files. */
export function conformanceText(report: ConformanceReport, width: number): string {
  const { policy, settings, properties } = report;
  const broken = properties.filter(({ counterExample }) => counterExample !== undefined);
  const head = `${policy}: ${settings.situations} situations, seed ${settings.seed}`;
  const lines = properties.map((one) => wrapText(propertyLine(one), width));
  const examples = broken.map(({ counterExample }) => counterExample!.text.trimEnd());
  return [[head, ...lines].join('\n'), ...examples, verdict(properties)].join('\n\n');
}

function propertyLine({ id, meaning, cases, counterExample }: PropertyReport): string {
  const name = id.padEnd(13);
  if (counterExample) return `  BROKEN    ${name} ${meaning}; not here: ${counterExample.message}`;
  return `  ${(cases === 0 ? 'untested' : 'holds').padEnd(9)} ${name} ${meaning}`;
}

function verdict(properties: readonly PropertyReport[]): string {
  const broken = properties.filter(({ counterExample }) => counterExample !== undefined).length;
  const untested = properties.filter(({ cases, counterExample }) => cases === 0 && !counterExample).length;
  const rest = untested === 0 ? '' : `; ${untested} never came up`;
  if (broken === 0) return `It conforms: ${properties.length - untested} properties hold${rest}.`;
  return `It does not conform: ${broken} of ${properties.length} properties broken${rest}. Each scenario above runs by itself.`;
}
