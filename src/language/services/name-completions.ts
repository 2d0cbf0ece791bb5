import type { IToken } from 'chevrotain';
import type { ExpectedToken } from '../../../grammar/expected-tokens.ts';
import { sizeText } from '../../machine/bytes.ts';
import { MACHINE_PRESETS } from '../../machine/machine.ts';
import type { Span } from '../checked-scenario.ts';
import type { Completion, CompletionKind } from './completion.ts';
import type { Document } from './document.ts';
import type { NameKind } from './names.ts';
import { namesInSight } from './resolve.ts';
import { VALUES } from './setting-values.ts';
import { WORD_MEANINGS } from './word-meanings.ts';

/** What a name's place asks for. */
interface Asked {
  readonly document: Document;
  readonly offset: number;
  readonly rules: readonly string[];
  /** The tokens before the place, nearest last. */
  readonly before: readonly IToken[];
}

/** The names, values or numbers that an expected token stands for, where it is no word of the language. */
export function namesFor(
  document: Document,
  offset: number,
  { name, rules }: ExpectedToken,
  before: readonly IToken[],
): Completion[] {
  const asked = { document, offset, rules, before };
  if (name === 'Variable') return variables(asked);
  if (name === 'NumberLiteral') return rules.includes('optionValue') ? optionValues(asked) : sizes(asked);
  if (name === 'Name' || name === 'AnyWord' || name === 'Decimal' || name === 'CommitHash')
    return BY_RULE[rules.at(-1) ?? '']?.(asked) ?? [];
  return [];
}

function sight({ document, offset }: Asked, kind: NameKind, detail: string): Completion[] {
  return namesInSight(document, offset, [kind])
    .filter(({ whole }) => kind !== 'mapping' || isBefore(document, whole, offset))
    .map(({ text }) => ({ label: text, kind: kind as CompletionKind, detail }));
}

/** Whether a construct is over at an offset: a mapping is no part of its own statement. */
function isBefore({ text }: Document, whole: Span | undefined, offset: number): boolean {
  return whole === undefined || (whole.end < offset && /[^ \t]/.test(text.slice(whole.end, offset)));
}

function variables(asked: Asked): Completion[] {
  return namesInSight(asked.document, asked.offset, ['variable']).map(({ text }) => ({
    label: `$${text}`,
    kind: 'variable',
    detail: 'a variable',
  }));
}

function machines(asked: Asked): Completion[] {
  const presets = Object.keys(MACHINE_PRESETS).map(
    (label): Completion => ({ label, kind: 'machine', detail: 'a preset' }),
  );
  return [...sight(asked, 'machine', 'a machine of this file'), ...presets];
}

/** Whole names, and after the stroke what stands in that folder. */
function libraries({ document, before }: Asked): Completion[] {
  const { libraries } = document.host;
  const within = before.at(-1)?.tokenType.name === 'Slash' ? `${before.at(-2)?.image}/` : '';
  return libraries
    .filter((name) => name.startsWith(within))
    .map((name) => ({ label: name.slice(within.length), kind: 'value', detail: 'of the library' }));
}

/** `gpu.bar2` whole, a device's name, or after the dot its regions. */
function sources(asked: Asked): Completion[] {
  const { before, document, offset } = asked;
  const regions = namesInSight(document, offset, ['region']);
  if (before.at(-1)?.tokenType.name === 'Dot') {
    const owner = before.at(-2)?.image;
    return regions
      .filter((region) => region.owner === owner)
      .map(({ text }) => ({ label: text, kind: 'region', detail: `a region of ${owner}` }));
  }
  const whole = regions.map(
    ({ text, owner }): Completion => ({
      label: `${owner}.${text}`,
      kind: 'region',
      detail: `a region of ${owner}`,
    }),
  );
  return [...whole, ...sight(asked, 'file', 'a file')];
}

function machineName(asked: Asked): Completion[] {
  return asked.before.at(-1)?.tokenType.name === 'Extends' ? machines(asked) : [];
}

function scenarioMachine(asked: Asked): Completion[] {
  return asked.before.at(-1)?.tokenType.name === 'On' ? machines(asked) : [];
}

/** A policy's id; after it in a sweep, its options. */
function policies({ document, rules, before }: Asked): Completion[] {
  const { vocabulary } = document;
  if (before.at(-1)?.tokenType.name === 'Dot')
    return rules.includes('optionSweep') ? options(document, policyBefore(before.slice(0, -1))) : [];
  return vocabulary.policies.map(({ id, summary }) => ({ label: id, kind: 'policy', detail: summary }));
}

function options({ vocabulary }: Document, id: string): Completion[] {
  const policy = vocabulary.policies.find((one) => one.id === id);
  return (policy?.options ?? []).map(({ name, meaning }) => ({
    label: name,
    kind: 'option',
    detail: meaning,
  }));
}

/** The policy in whose parentheses the place is. */
function policyOptions({ document, before }: Asked): Completion[] {
  const open = before.findLastIndex(({ tokenType }) => tokenType.name === 'LeftParen');
  return options(document, policyBefore(before.slice(0, Math.max(open, 0))));
}

function optionValues({ document, before }: Asked): Completion[] {
  const equals = before.findLastIndex(({ tokenType }) => ['Equals', 'In'].includes(tokenType.name));
  const option = before[equals - 1]?.image;
  const open = before.findLastIndex(({ tokenType }) => ['LeftParen', 'Dot'].includes(tokenType.name));
  const id = policyBefore(before.slice(0, Math.max(open, 0)));
  const policy = document.vocabulary.policies.find((one) => one.id === id);
  const known = policy?.options.find(({ name }) => name === option);
  return (known?.values ?? []).map((label) => ({ label, kind: 'value', detail: `${id}.${option}` }));
}

/** The policy whose id the tokens end with: words, numbers and dots without blanks between them. */
function policyBefore(tokens: readonly IToken[]): string {
  let id = '';
  for (let index = tokens.length - 1; index >= 0; index--) {
    const { image, startOffset } = tokens[index]!;
    id = image + id;
    const last = tokens[index - 1];
    if (!last || last.startOffset + last.image.length !== startOffset || !/^[\w.-]+$/.test(last.image)) break;
  }
  return id;
}

function metrics({ document }: Asked): Completion[] {
  return document.vocabulary.metrics.map(({ name, meaning }) => ({
    label: name,
    kind: 'metric',
    detail: meaning,
  }));
}

/** In `expect status(a) == `: the words that the metric can be. */
function claimedWords({ document, before }: Asked): Completion[] {
  const expect = before.findLastIndex(({ tokenType }) => tokenType.name === 'Expect');
  const words = document.host.figures?.get(before[expect + 1]?.image ?? '')?.words ?? [];
  return words.map((label) => ({ label, kind: 'value', detail: 'a status' }));
}

/** The values that the setting before takes. */
function settingValues({ before }: Asked): Completion[] {
  const keyword = before.at(-1)?.image ?? '';
  return (VALUES[keyword] ?? []).map((label) => ({ label, kind: 'value', detail: `a value of ${keyword}` }));
}

function words(labels: readonly string[], shown = (label: string) => label) {
  return (): Completion[] =>
    labels.map((label) => ({ label: shown(label), kind: 'value', detail: WORD_MEANINGS[label] ?? '' }));
}

/** Sizes that most scenarios use, and what the device before has. */
function sizes({ before }: Asked): Completion[] {
  const last = before.at(-1)?.tokenType.name ?? '';
  if (!['Size', 'Length', 'Of', 'Offset', 'LengthPlus', 'To', 'Page', 'Granule', 'StackLimit'].includes(last))
    return [];
  return [4096, 65536, 2 ** 21, 2 ** 30, 2 ** 31].map((bytes) => ({
    label: sizeText(bytes),
    kind: 'unit',
    detail: `${bytes} bytes`,
  }));
}

/** What a name stands for, by the rule that asks for it. Rules that give a new name are missing. */
const BY_RULE: Readonly<Record<string, (asked: Asked) => Completion[]>> = {
  libraryName: libraries,
  machineDeclaration: machineName,
  scenarioDeclaration: scenarioMachine,
  machineSweep: machines,
  source: sources,
  deviceEvent: (asked) => sight(asked, 'device', 'a device'),
  mappingName: (asked) => sight(asked, 'mapping', 'a mapping'),
  policyName: policies,
  policyOption: policyOptions,
  optionValue: optionValues,
  expectation: metrics,
  headline: metrics,
  claimedValue: claimedWords,
  word: settingValues,
  version: settingValues,
  commit: settingValues,
  draw: words(['lognormal', 'pareto', 'one'], (label) => `${label}(`),
  occupantKind: words(['stack', 'heap']),
};
