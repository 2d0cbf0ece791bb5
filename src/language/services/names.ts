import type { CstNode, IToken } from 'chevrotain';
import type { Span } from '../checked-scenario.ts';

/** What a name stands for. `source` is what `mmap NAME` maps: a device or a file. */
export type NameKind =
  | 'machine'
  | 'device'
  | 'file'
  | 'region'
  | 'scenario'
  | 'mapping'
  | 'variable'
  | 'stream'
  | 'source'
  | 'policy'
  | 'option'
  | 'metric'
  | 'include'
  | 'library';

/** One place where a name is given or used. */
export interface NameUse {
  readonly kind: NameKind;
  /** Without quotes, without the `$` of a variable; `bar2` for `bar 2`. */
  readonly text: string;
  readonly span: Span;
  readonly gives: boolean;
  /** Where a given name is seen; absent: in the whole file, and in those that include it. */
  readonly seen?: Span;
  /** The device of a region, the policy of an option. */
  readonly owner?: string;
  /** The construct that gives the name. */
  readonly whole?: Span;
}

/** What a walk knows of where it is. */
interface Place {
  readonly file: string;
  readonly scenario?: Span;
  readonly loop?: Span;
  readonly device?: string;
}

/** The names of a tree, in no order. Gaps that recovery left are passed over. */
export function namesIn(file: string, tree: CstNode): NameUse[] {
  const found: NameUse[] = [];
  walk(tree, { file }, found);
  return found;
}

function walk(node: CstNode, outer: Place, found: NameUse[]): void {
  const rule = RULES[node.name];
  const place = rule?.enter ? { ...outer, ...rule.enter(node, outer) } : outer;
  if (rule) found.push(...rule.names(node, place));
  for (const children of Object.values(node.children))
    for (const child of children) if ('children' in child) walk(child, place, found);
}

/** How the names of one grammar rule are found. */
interface NameRule {
  readonly names: (node: CstNode, place: Place) => NameUse[];
  readonly enter?: (node: CstNode, place: Place) => Partial<Place>;
}

function tokens(node: CstNode, type: string): IToken[] {
  return (node.children[type] ?? [])
    .filter((child) => 'image' in child)
    .filter(({ isInsertedInRecovery, image }) => !isInsertedInRecovery && image !== '');
}

function spanOf({ location }: CstNode, { file }: Place): Span {
  const start = location?.startOffset ?? 0;
  return { file, start, end: (location?.endOffset ?? start - 1) + 1 };
}

function use(
  kind: NameKind,
  token: IToken | undefined,
  { file }: Place,
  more: Partial<NameUse> = {},
): NameUse[] {
  if (!token) return [];
  const span = { file, start: token.startOffset, end: token.startOffset + token.image.length };
  return [{ kind, text: token.image, span, gives: false, ...more }];
}

function uses(kind: NameKind, all: readonly IToken[], place: Place, more: Partial<NameUse> = {}): NameUse[] {
  return all.flatMap((token) => use(kind, token, place, more));
}

/** The name that a declaration gives: seen in its scenario, or everywhere. */
function given(kind: NameKind, token: IToken | undefined, node: CstNode, place: Place): NameUse[] {
  const more = { gives: true, whole: spanOf(node, place), ...(place.scenario && { seen: place.scenario }) };
  return use(kind, token, place, more);
}

function quoted(kind: NameKind, node: CstNode, place: Place, more: Partial<NameUse>): NameUse[] {
  const [token] = tokens(node, 'QuotedText');
  const text = token?.image.slice(1, -1).replace(/\\(["\\])/g, '$1') ?? '';
  return use(kind, token, place, { ...more, text });
}

/** A declaration's own name stands behind its first word. */
function declaration(kind: NameKind): NameRule {
  return { names: (node, place) => given(kind, tokens(node, 'Name')[0], node, place) };
}

function variables(token: readonly IToken[], place: Place, seen: Span | undefined, node: CstNode): NameUse[] {
  const more = { gives: true, whole: spanOf(node, place), ...(seen && { seen }) };
  return uses('variable', token, place, more);
}

function variableUses(node: CstNode, place: Place): NameUse[] {
  return tokens(node, 'Variable').flatMap((token) =>
    use('variable', token, place, { text: token.image.slice(1) }),
  );
}

/** `wilcox-length`, `qemu-9.2`; in a sweep with the option behind the last dot. */
function policyPieces(node: CstNode): IToken[] {
  return ['Name', 'AnyWord', 'Dot', 'Integer', 'Decimal']
    .flatMap((type) => tokens(node, type))
    .sort((a, b) => a.startOffset - b.startOffset);
}

function joined(
  kind: NameKind,
  pieces: readonly IToken[],
  { file }: Place,
  more: Partial<NameUse> = {},
): NameUse[] {
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (!first || !last) return [];
  const span = { file, start: first.startOffset, end: last.startOffset + last.image.length };
  return [{ kind, text: pieces.map(({ image }) => image).join(''), span, gives: false, ...more }];
}

function policyId(node: CstNode): string {
  const inner = node.children.policyName?.find((child) => 'children' in child);
  return inner
    ? policyPieces(inner)
        .map(({ image }) => image)
        .join('')
    : '';
}

const RULES: Readonly<Record<string, NameRule>> = {
  machineDeclaration: {
    names: (node, place) => {
      const [name, base] = tokens(node, 'Name');
      return [...given('machine', name, node, place), ...use('machine', base, place)];
    },
  },
  deviceDeclaration: {
    enter: (node) => ({ device: tokens(node, 'Name')[0]?.image ?? '' }),
    ...declaration('device'),
  },
  fileDeclaration: declaration('file'),
  bar: {
    names: (node, place) => {
      const [number] = tokens(node, 'Integer');
      const text = `bar${number?.image}`;
      return given('region', number, node, place).map((one) => ({ ...one, text, owner: place.device ?? '' }));
    },
  },
  region: {
    names: (node, place) =>
      given('region', tokens(node, 'Name')[0], node, place).map((one) => ({
        ...one,
        owner: place.device ?? '',
      })),
  },
  scenarioDeclaration: {
    enter: (node, place) => ({ scenario: spanOf(node, place) }),
    names: (node, place) => [
      ...quoted('scenario', node, place, { gives: true, whole: spanOf(node, place) }),
      ...uses('machine', tokens(node, 'Name'), place),
    ],
  },
  assignable: { names: (node, place) => given('mapping', tokens(node, 'Name')[0], node, place) },
  mappingName: { names: (node, place) => use('mapping', tokens(node, 'Name')[0], place) },
  source: {
    names: (node, place) => {
      const [name, region] = [tokens(node, 'Name')[0], tokens(node, 'AnyWord')[0]];
      return [...use('source', name, place), ...use('region', region, place, { owner: name?.image ?? '' })];
    },
  },
  deviceEvent: { names: (node, place) => use('device', tokens(node, 'Name')[0], place) },
  machineSweep: { names: (node, place) => uses('machine', tokens(node, 'Name'), place) },
  plainSweep: { names: (node, place) => variables(tokens(node, 'Name'), place, place.scenario, node) },
  zippedSweep: { names: (node, place) => variables(tokens(node, 'Name'), place, place.scenario, node) },
  let: { names: (node, place) => variables(tokens(node, 'Name'), place, place.scenario, node) },
  repeat: {
    enter: (node, place) => ({ loop: spanOf(node, place) }),
    names: (node, place) => variables(tokens(node, 'Name'), place, place.loop, node),
  },
  factor: { names: variableUses },
  fill: { names: variableUses },
  streamClause: { names: (node, place) => use('stream', tokens(node, 'Name')[0], place) },
  policy: {
    names: (node, place) => {
      const inner = node.children.policyName?.find((child) => 'children' in child);
      const options = (node.children.policyOption ?? []).filter((child) => 'children' in child);
      return [
        ...(inner ? joined('policy', policyPieces(inner), place) : []),
        ...options.flatMap((option) =>
          use('option', tokens(option, 'AnyWord')[0], place, { owner: policyId(node) }),
        ),
      ];
    },
  },
  optionSweep: {
    names: (node, place) => {
      const inner = node.children.policyName?.find((child) => 'children' in child);
      const pieces = inner ? policyPieces(inner) : [];
      const dot = pieces.findLastIndex(({ tokenType }) => tokenType.name === 'Dot');
      if (dot < 0) return joined('policy', pieces, place);
      const owner = pieces
        .slice(0, dot)
        .map(({ image }) => image)
        .join('');
      return [
        ...joined('policy', pieces.slice(0, dot), place),
        ...joined('option', pieces.slice(dot + 1), place, { owner }),
      ];
    },
  },
  expectation: { names: (node, place) => use('metric', tokens(node, 'AnyWord')[0], place) },
  headline: { names: (node, place) => use('metric', tokens(node, 'AnyWord')[0], place) },
  include: { names: (node, place) => quoted('include', node, place, {}) },
  libraryName: {
    names: (node, place) => {
      const [folder, file] = tokens(node, 'Name');
      const slash = tokens(node, 'Slash');
      return folder && file ? joined('library', [folder, ...slash, file], place) : [];
    },
  },
};
