import { DEFAULT_BUDGETS } from '../../src/language/budgets.ts';
import type { CheckResult, Host } from '../../src/language/check/host.ts';
import { checkScenarios } from '../../src/language/check.ts';
import type { Span } from '../../src/language/checked-scenario.ts';
import { fixesOf } from '../../src/language/fixes/fixes.ts';
import { formatText } from '../../src/language/format/format-text.ts';
import type { GeneratedTerms } from '../../src/language/generate/writer.ts';
import { renderDiagnostics } from '../../src/language/render/text.ts';
import { codeLenses } from '../../src/language/services/code-lenses.ts';
import { completionsAt } from '../../src/language/services/completion.ts';
import { openDocument } from '../../src/language/services/document.ts';
import { folds } from '../../src/language/services/folding.ts';
import { hoverAt } from '../../src/language/services/hover.ts';
import { inlayHints } from '../../src/language/services/inlay-hints.ts';
import { renameAt } from '../../src/language/services/rename.ts';
import { nameAt, usesOf } from '../../src/language/services/resolve.ts';
import { semanticTokens } from '../../src/language/services/semantic-tokens.ts';
import { documentSymbols } from '../../src/language/services/symbols.ts';
import { checkSettings } from '../../src/metrics/check-settings.ts';
import { vocabulary } from '../../src/metrics/vocabulary.ts';
import { BUILT_IN } from '../../src/policies/registry.ts';
import { withoutSpans } from '../language/format/without-spans.ts';

const FILE = 'fuzz.scn';
const VOCABULARY = vocabulary(BUILT_IN);
const SETTINGS = checkSettings(BUILT_IN, { ...DEFAULT_BUDGETS, points: 200 });
const HOST: Host = { ...SETTINGS, sources: new Map([['maps/qemu.maps', { error: 'not here' }]]) };

/** What generated scenarios may name: the built-in policies and all numbers. */
export const TERMS: GeneratedTerms = {
  policies: BUILT_IN.map(({ id }) => id),
  mappingMetrics: figures('mapping'),
  cellMetrics: figures('cell'),
};

function figures(of: 'mapping' | 'cell'): string[] {
  return [...SETTINGS.figures!]
    .filter(([, figure]) => figure.of === of && figure.kind === 'number')
    .map(([name]) => name);
}

/** What one text came to. */
export interface Exercised {
  readonly scenarios: number;
  readonly mistakes: number;
  readonly formatted: boolean;
}

/**
 * Puts a text through the checker, the formatter and every language service.
 * @param place - an offset of the text, for the services that are asked about one.
 * @throws Error that says what does not hold.
 */
export function exercise(text: string, place: number): Exercised {
  const checked = check(text);
  for (const { span, related, message, hint, code } of checked.diagnostics) {
    demand(inside(span, text), `${code} has the place ${span.start} to ${span.end}`);
    demand(
      related.every((other) => inside(other.span, text)),
      `${code} has a related place outside`,
    );
    demand(!/undefined|NaN|\[object/.test(`${message} ${hint}`), `${code} says '${message}', '${hint}'`);
  }
  renderDiagnostics(checked.diagnostics, new Map([[FILE, text]]));
  serve(text, place, checked);
  return {
    scenarios: checked.scenarios.length,
    mistakes: checked.diagnostics.length,
    formatted: format(text, checked),
  };
}

function check(text: string): CheckResult {
  return checkScenarios({ file: FILE, text, host: HOST });
}

/** Formatting twice is formatting once, and changes neither what the text means nor what is wrong with it. */
function format(text: string, checked: CheckResult): boolean {
  const formatted = formatText(FILE, text);
  if ('errors' in formatted) {
    demand(
      formatted.errors.every(({ span }) => inside(span, text)),
      'the formatter names a place outside',
    );
    return false;
  }
  const again = formatText(FILE, formatted.text);
  demand('text' in again && again.text === formatted.text, 'formatting twice differs from formatting once');
  const after = check(formatted.text);
  const codes = ({ diagnostics }: CheckResult) => diagnostics.map(({ code }) => code).join(' ');
  demand(codes(after) === codes(checked), `formatting turns '${codes(checked)}' into '${codes(after)}'`);
  demand(meaning(after) === meaning(checked), 'formatting changes what a scenario means');
  return true;
}

function meaning({ scenarios }: CheckResult): string {
  return JSON.stringify(withoutSpans(scenarios));
}

function serve(text: string, place: number, { scenarios, diagnostics }: CheckResult): void {
  const document = openDocument(FILE, text, { host: HOST, vocabulary: VOCABULARY });
  const spans: Span[] = [
    completionsAt(document, place).replace,
    ...semanticTokens(document).map(({ span }) => span),
    ...documentSymbols(document).flatMap(({ span, selection }) => [span, selection]),
    ...codeLenses(document).map(({ span }) => span),
    ...diagnostics.flatMap(fixesOf).flatMap(({ edits }) => edits.map(({ span }) => span)),
  ];
  const hover = hoverAt(document, place, scenarios);
  if (hover) spans.push(hover.span);
  const name = nameAt(document, place);
  if (name) spans.push(...usesOf(document, name).map(({ span }) => span));
  const renamed = renameAt(document, place, 'renamed');
  if ('edits' in renamed) spans.push(...renamed.edits.map(({ span }) => span));
  for (const { offset } of inlayHints(scenarios, { file: FILE, start: 0, end: text.length }))
    spans.push({ file: FILE, start: offset, end: offset });
  folds(document);
  for (const span of spans) demand(inside(span, text), `a service names ${span.start} to ${span.end}`);
}

function inside({ file, start, end }: Span, text: string): boolean {
  return file === FILE && 0 <= start && start <= end && end <= text.length;
}

function demand(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}
