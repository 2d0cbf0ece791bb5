import { CATALOGUE, type Code } from './catalogue.ts';
import type { Span } from './checked-scenario.ts';

/** `error`: the scenario does not run. `warning`: it runs, but hardly as meant. `info`: worth knowing. */
export type Severity = 'error' | 'warning' | 'info';

/** Another place that belongs to a mistake: the first declaration, the range that is overlapped. */
export interface RelatedPlace {
  readonly message: string;
  readonly span: Span;
}

/** A mistake (or a remark) at a place of a text. */
export interface Diagnostic {
  /** Stable: `PL2004`. */
  readonly code: Code;
  readonly severity: Severity;
  readonly message: string;
  /** How to mend it. */
  readonly hint: string;
  readonly span: Span;
  readonly related: readonly RelatedPlace[];
}

/** The names of a template's `{holes}`; braces with blanks inside are text. */
type Holes<T extends string> = T extends `${string}{${infer Hole}}${infer Rest}`
  ? (Hole extends `${string} ${string}` ? never : Hole) | Holes<Rest>
  : never;

/** The values that a code's message and hint need. */
export type Values<C extends Code> = Readonly<
  Record<Holes<(typeof CATALOGUE)[C]['message'] | (typeof CATALOGUE)[C]['hint']>, string | number>
>;

/** Takes a diagnostic: where it goes is the caller's matter. It answers `undefined`, so that a check can end with it. */
export type Report = <C extends Code>(
  code: C,
  span: Span,
  values: Values<C>,
  related?: readonly RelatedPlace[],
) => undefined;

/** Makes a diagnostic from its code: message and hint come from the catalogue. */
export function diagnose<C extends Code>(
  code: C,
  span: Span,
  values: Values<C>,
  related: readonly RelatedPlace[] = [],
): Diagnostic {
  const { severity, message, hint } = CATALOGUE[code];
  const held: Readonly<Record<string, string | number>> = values;
  return { code, severity, message: fill(message, held), hint: fill(hint, held), span, related };
}

/** A report that collects into a list. */
export function reportInto(diagnostics: Diagnostic[]): Report {
  return (code, span, values, related) => {
    diagnostics.push(diagnose(code, span, values, related));
  };
}

function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
}
