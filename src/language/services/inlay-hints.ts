import { hex, sizeText } from '../../machine/bytes.ts';
import type {
  CheckedScenario,
  Expression,
  Quantity,
  ScenarioPoint,
  Span,
  Statement,
} from '../checked-scenario.ts';
import { evaluate } from '../evaluate.ts';

/** A word that an editor shows in the text, at an offset of the file, without it being there. */
export interface InlayHint {
  readonly offset: number;
  readonly text: string;
}

/**
 * What is computed, beside what is written: the size of `mmap gpu.bar2`, the value of `62M - 4K`. Where sweep points
 * differ nothing is shown.
 */
export function inlayHints(scenarios: readonly CheckedScenario[], within: Span): InlayHint[] {
  return scenarios
    .filter(({ span }) => span.file === within.file && span.start < within.end && within.start < span.end)
    .flatMap(({ body, points }) => body.flatMap((statement) => hintsOf(statement, points)))
    .filter(({ offset }) => offset >= within.start && offset <= within.end);
}

function hintsOf(statement: Statement, points: readonly ScenarioPoint[]): InlayHint[] {
  if (statement.kind === 'repeat') return statement.body.flatMap((one) => hintsOf(one, points));
  if (statement.kind === 'choose')
    return statement.arms.flatMap(({ body }) => body.flatMap((one) => hintsOf(one, points)));
  if (statement.kind !== 'mmap') return [];
  const { offset, length, source, areas, span } = statement;
  const amounts = [offset, length].flatMap((amount) => amountHint(amount, points));
  if (length || areas || source.kind !== 'device') return amounts;
  const sizes = points.map((point) => regionSize(point, source.device, source.region));
  const left = points.map((point, index) => (sizes[index] ?? 0) - bytesOf(offset, point));
  const rest = single(left);
  return rest === undefined || rest <= 0
    ? amounts
    : [...amounts, { offset: span.end, text: `length ${sizeText(rest)}` }];
}

/** A computed amount; one that is written as a number needs no hint. */
function amountHint(amount: Quantity | undefined, points: readonly ScenarioPoint[]): InlayHint[] {
  if (!amount || amount.kind === 'draw' || amount.kind === 'number') return [];
  const value = single(points.map((point) => bytesOf(amount, point)));
  if (value === undefined) return [];
  const shown = value >= 2 ** 40 && sizeText(value).length > 8 ? hex(value) : sizeText(value);
  return [{ offset: amount.span.end, text: `= ${shown}` }];
}

function bytesOf(amount: Quantity | undefined, { bindings }: ScenarioPoint): number {
  if (!amount) return 0;
  return amount.kind === 'draw' ? Number.NaN : (evaluate(amount as Expression, bindings) ?? Number.NaN);
}

function regionSize({ devices }: ScenarioPoint, device: string, region: string): number {
  const found = devices.find(({ name }) => name === device)?.regions.find(({ name }) => name === region);
  return found?.sizeBytes ?? Number.NaN;
}

/** The value that all points share. */
function single(values: readonly number[]): number | undefined {
  const [first] = values;
  return first !== undefined && Number.isFinite(first) && values.every((value) => value === first)
    ? first
    : undefined;
}
