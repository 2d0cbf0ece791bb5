import type { CheckedScenario, Expectation, ScenarioPoint } from '../language/checked-scenario.ts';
import { hex } from '../machine/bytes.ts';
import { evaluate } from '../plan/draw.ts';
import { type ChosenPolicy, choosePolicy } from '../policies/chosen-policy.ts';
import { columnNamed } from './catalogue.ts';
import type { CellResult, ExpectationResult } from './results.ts';

/** Checks a scenario's expectations in one cell of the policy `asked` for; those for other rows are left out. */
export function checkExpectations(
  scenario: CheckedScenario,
  point: ScenarioPoint,
  cell: CellResult,
  asked: ChosenPolicy,
): ExpectationResult[] {
  if (cell.status === 'skipped') return [];
  return scenario.expectations
    .filter(
      ({ policies }) => policies.length === 0 || policies.some((text) => names(text, asked, cell.policy)),
    )
    .flatMap((expectation) => {
      const got = figure(cell, expectation);
      if (got === undefined) return [];
      const wanted =
        expectation.value.kind === 'word'
          ? expectation.value.text
          : evaluate(expectation.value, point.bindings);
      const { span } = expectation;
      return [
        {
          scenario: cell.scenario,
          point: cell.point,
          seed: cell.seed,
          policy: cell.policy,
          file: span.file,
          start: span.start,
          end: span.end,
          holds: compare(got, expectation.operator, wanted),
          text: describe(expectation, wanted),
          got: got === null ? 'nothing' : show(expectation.metric, got),
        },
      ];
    });
}

/**
 * Whether `max-order(greedy=on)` or `max-order` names the row of a cell: the same policy with the same options, given
 * or default; options that the sweep point sets are left out of it.
 */
function names(text: string, { definition, label }: ChosenPolicy, row: string): boolean {
  const match = /^([^(]+)(?:\((.*)\))?$/.exec(text);
  if (match?.[1] !== definition.id) return false;
  const pairs = (match[2] ?? '').split(',').filter((part) => part !== '');
  const wanted = choosePolicy(definition, Object.fromEntries(pairs.map((pair) => pair.split('='))));
  return wanted.label === label || wanted.label === row;
}

/** The figure that an expectation speaks of; null where it is empty, undefined where it does not apply to the cell. */
function figure(
  cell: CellResult,
  { metric, mapping, policies }: Expectation,
): number | string | null | undefined {
  if (mapping === '') {
    if (metric === 'status') return cell.status;
    return cell.coverage[metric] ?? cell.fragmentation[metric] ?? (policies.length === 0 ? undefined : null);
  }
  const row = cell.placements.find((placement) => placement.mapping === mapping);
  const value = row?.[metric] ?? null;
  return value === null && policies.length === 0 ? undefined : value;
}

function compare(
  got: number | string | null,
  operator: Expectation['operator'],
  wanted: number | string,
): boolean {
  if (got === null) return false;
  switch (operator) {
    case '==':
      return got === wanted;
    case '!=':
      return got !== wanted;
    case '<':
      return got < wanted;
    case '<=':
      return got <= wanted;
    case '>':
      return got > wanted;
    default:
      return got >= wanted;
  }
}

function describe({ metric, mapping, operator }: Expectation, wanted: number | string): string {
  return `${metric}${mapping === '' ? '' : `(${mapping})`} ${operator} ${show(metric, wanted)}`;
}

function show(metric: string, value: number | string): string {
  return typeof value === 'number' && columnNamed(metric)?.type === 'address' ? hex(value) : String(value);
}
