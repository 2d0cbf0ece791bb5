import type { CstNode } from 'chevrotain';
import type { DeviceNode, ExtentNode, FileNode, MachineNode, RegionNode, TellsNode } from '../ast.ts';
import {
  type BuildContext,
  firstToken,
  isWhole,
  node,
  nodes,
  onlyNode,
  required,
  spanOf,
  token,
  tokens,
  unquoted,
  wholes,
  word,
} from './cst.ts';
import { buildExpression, buildFactor } from './expressions.ts';
import { numberValue } from './numbers.ts';
import { buildSetting } from './settings.ts';

/** `machine NAME extends BASE { … }`. */
export function buildMachine(context: BuildContext, tree: CstNode): MachineNode {
  const [name, base] = tokens(tree, 'Name');
  const machine = {
    span: spanOf(context, tree),
    name: word(context, required(name)),
    settings: wholes(nodes(tree, 'machineSetting'), (setting) => buildSetting(context, onlyNode(setting))),
  };
  return base ? { ...machine, base: word(context, base) } : machine;
}

/** `device NAME { … }`. */
export function buildDevice(context: BuildContext, tree: CstNode): DeviceNode {
  const items = nodes(tree, 'deviceSetting');
  const settings = items.flatMap((item) =>
    ['deviceWord', 'deviceSwitch', 'pgoffShift'].flatMap((rule) => nodes(item, rule)),
  );
  const regions = items.flatMap((item) => [...nodes(item, 'bar'), ...nodes(item, 'region')]);
  const span = spanOf(context, tree);
  return {
    span,
    whole: isWhole(context, span),
    name: word(context, required(token(tree, 'Name'))),
    settings: wholes(settings, (setting) => buildSetting(context, setting)),
    tells: wholes(
      items.flatMap((item) => nodes(item, 'tells')),
      (tells) => buildTells(context, tells),
    ),
    regions: wholes(regions, (region) => buildRegion(context, region)),
  };
}

/** `file NAME { … }`. */
export function buildFile(context: BuildContext, tree: CstNode): FileNode {
  const span = spanOf(context, tree);
  return {
    span,
    whole: isWhole(context, span),
    name: word(context, required(token(tree, 'Name'))),
    settings: wholes(nodes(tree, 'fileSetting'), (setting) => buildSetting(context, onlyNode(setting))),
  };
}

function buildTells(context: BuildContext, tree: CstNode): TellsNode {
  const span = spanOf(context, tree);
  const value = node(tree, 'expression');
  if (token(tree, 'StartPfn'))
    return value
      ? { span, fact: 'start_pfn', value: buildExpression(context, value) }
      : { span, fact: 'start_pfn' };
  if (token(tree, 'Order')) return { span, fact: 'order', value: buildExpression(context, required(value)) };
  if (token(tree, 'Action')) {
    const action = required(firstToken(required(node(tree, 'word'))));
    return { span, fact: 'action', word: word(context, action) };
  }
  required(token(tree, 'Nothing'));
  return { span, fact: 'nothing' };
}

function buildRegion(context: BuildContext, tree: CstNode): RegionNode {
  const number = token(tree, 'Integer');
  const name = word(context, required(number ?? token(tree, 'Name')));
  const items = nodes(required(node(tree, 'regionBlock')), 'regionSetting');
  const extents = items.flatMap((item) => nodes(item, 'extent'));
  const span = spanOf(context, tree);
  const region = {
    span,
    whole: isWhole(context, span),
    settings: wholes(
      items.flatMap((item) => nodes(item, 'regionNumber')),
      (setting) => buildSetting(context, setting),
    ),
    prefetchable: items.some((item) => token(item, 'Prefetchable')),
    holes: buildExtents(context, extents, 'Hole'),
    ranges: buildExtents(context, extents, 'Range'),
  };
  if (!number) return { ...region, name };
  const bar = required(numberValue(context, number));
  return { ...region, name: { ...name, text: `bar${bar}` }, bar };
}

function buildExtents(context: BuildContext, trees: readonly CstNode[], word: string): ExtentNode[] {
  const wanted = trees.filter((tree) => token(tree, word));
  return wholes(wanted, (tree) => {
    const label = token(tree, 'QuotedText');
    return {
      span: spanOf(context, tree),
      from: buildExpression(context, required(node(tree, 'expression'))),
      length: buildFactor(context, required(node(tree, 'factor'))),
      label: label ? unquoted(context, label).text : '',
    };
  });
}
