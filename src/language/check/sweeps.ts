import type { RangeNode, SweepNode, Word } from '../ast.ts';
import { LARGEST_LIST } from '../budgets.ts';
import type { Expression, Span } from '../checked-scenario.ts';
import type { Report } from '../diagnostic.ts';
import { calculate, type Scope } from './calculate.ts';
import type { Host } from './host.ts';
import { type Machines, reportUnknownMachine } from './machines.ts';
import { reportUnknownOption, reportUnknownPolicy } from './policies.ts';
import { valueText } from './value-text.ts';

/** One value of a sweep: what it adds to the point's name, and what it sets. */
export interface Step {
  readonly labels: readonly (readonly [string, string])[];
  readonly bindings: Readonly<Record<string, number>>;
  readonly machine?: string;
  readonly option?: { readonly policy: string; readonly option: string; readonly value: string };
}

/** One sweep: its steps in order. Several are crossed. */
export interface Axis {
  readonly span: Span;
  readonly steps: readonly Step[];
}

/** What sweeps are checked against. */
export interface SweepContext extends Scope {
  readonly host: Host;
  readonly machines: Machines;
  /** The file's text, for the names of points. */
  readonly text: string;
  readonly room: ListRoom;
}

const LARGEST_RANGE = 100_000;

/** How many values the lists of a file's scenarios hold so far. */
export interface ListRoom {
  held: number;
}

/** Every sweep's steps. What is wrong is reported and left out. */
export function sweepAxes(nodes: readonly SweepNode[], context: SweepContext): Axis[] {
  return nodes.map((node) => {
    return { span: node.span, steps: withoutRepeats(node, steps(node, context), context.report) };
  });
}

function steps(node: SweepNode, context: SweepContext): Step[] {
  switch (node.kind) {
    case 'values':
      return node.values
        .flatMap((range) => rangeValues(range, context))
        .map(({ value, text }) => ({
          labels: [[node.name.text, text]],
          bindings: { [node.name.text]: value },
        }));
    case 'zipped':
      return node.tuples.flatMap((tuple) => zippedStep(node.names, tuple, context));
    case 'machines':
      return node.machines.flatMap((name) => machineStep(name, context));
    case 'option':
      return optionSteps(node, context);
  }
}

function zippedStep(
  names: readonly Word[],
  { span, values }: { readonly span: Span; readonly values: readonly Expression[] },
  context: SweepContext,
): Step[] {
  if (values.length !== names.length) {
    const hint = names.map(({ text }) => text).join(', ');
    context.report('PL5003', span, { found: values.length, wanted: names.length, hint });
    return [];
  }
  const known = values.map((value) => calculate(value, context));
  if (known.some((value) => value === undefined)) return [];
  return [
    {
      labels: names.map(({ text }, index) => [text, valueText(values[index]!, known[index]!, context.text)]),
      bindings: Object.fromEntries(names.map(({ text }, index) => [text, known[index]!])),
    },
  ];
}

function machineStep(name: Word, { machines, report }: SweepContext): Step[] {
  if (!machines.has(name.text)) {
    reportUnknownMachine(name, machines.keys(), report);
    return [];
  }
  return [{ labels: [['machine', name.text]], bindings: {}, machine: name.text }];
}

function optionSteps(node: Extract<SweepNode, { kind: 'option' }>, { host, report }: SweepContext): Step[] {
  const policy = host.policies.find(({ id }) => id === node.policy.text);
  if (!policy) {
    reportUnknownPolicy(node.policy, host, report);
    return [];
  }
  if (!policy.options.includes(node.option.text)) {
    reportUnknownOption(policy, node.option, report);
    return [];
  }
  return node.values.map(({ text }) => ({
    labels: [[`${policy.id}.${node.option.text}`, text]],
    bindings: {},
    option: { policy: policy.id, option: node.option.text, value: text },
  }));
}

/** The values of `A` or `A..B`. */
export function rangeValues(
  { from, to, span }: RangeNode,
  context: Scope & { readonly text: string; readonly room: ListRoom },
): { value: number; text: string; span: Span }[] {
  const first = calculate(from, context);
  if (first === undefined) return [];
  if (!to) return [{ value: first, text: valueText(from, first, context.text), span }];
  const last = calculate(to, context);
  if (last === undefined) return [];
  for (const [expression, value] of [[from, first] as const, [to, last] as const])
    if (!Number.isInteger(value))
      return empty(() => context.report('PL3025', expression.span, { what: 'the range', value }));
  if (last < first) return empty(() => context.report('PL3010', span, { from: first, to: last }));
  const count = last - first + 1;
  if (count > LARGEST_RANGE)
    return empty(() => context.report('PL5009', span, { count, where: 'range', limit: LARGEST_RANGE }));
  if (!hasRoom(count, span, context)) return [];
  return Array.from({ length: count }, (_, index) => ({
    value: first + index,
    text: String(first + index),
    span,
  }));
}

/** Whether a file may hold so many values more; where they are too many, that is said once. */
function hasRoom(count: number, span: Span, { room, report }: Scope & { readonly room: ListRoom }): boolean {
  const before = room.held;
  room.held += count;
  if (room.held <= LARGEST_LIST) return true;
  if (before <= LARGEST_LIST)
    report('PL5009', span, { count: room.held, where: 'file', limit: LARGEST_LIST });
  return false;
}

function empty(report: () => void): [] {
  report();
  return [];
}

/** The steps without those that come twice, which would give two points of one name. The first such is told. */
function withoutRepeats(node: SweepNode, steps: readonly Step[], report: Report): Step[] {
  const seen = new Set<string>();
  let told = false;
  return steps.filter(({ labels }) => {
    const value = labels.map(([, text]) => text).join(', ');
    if (!seen.has(value)) return seen.add(value);
    if (!told) report('PL5004', node.span, { value });
    told = true;
    return false;
  });
}
