import type { CstNode } from 'chevrotain';
import type { SettingNode, TlbArrayNode, Word } from '../ast.ts';
import { type BuildContext, firstToken, node, nodes, required, spanOf, token, wholes, word } from './cst.ts';
import { buildExpression, buildPlainNumber } from './expressions.ts';

/** `thp never`, `granule 4K`, `aslr off`, `kernel 6.18`, `stack_limit unlimited`: a keyword and its value. */
export function buildSetting(context: BuildContext, tree: CstNode): SettingNode {
  const keyword = word(context, required(firstToken(tree)));
  const block = node(tree, 'tlbBlock');
  if (block) return buildTlb(context, tree, keyword, block);
  const toggle = node(tree, 'switchValue');
  if (toggle) return buildSwitch(context, tree, keyword, toggle);
  const value = node(tree, 'word') ?? node(tree, 'version');
  if (value) return { kind: 'word', keyword, value: word(context, required(firstToken(value))) };
  if (token(tree, 'Unlimited')) return { kind: 'unlimited', keyword };
  return { kind: 'number', keyword, value: buildExpression(context, required(node(tree, 'expression'))) };
}

/** `tlb NAME { … }`. */
function buildTlb(context: BuildContext, tree: CstNode, keyword: Word, block: CstNode): SettingNode {
  const name = node(tree, 'word');
  const settings = [...nodes(block, 'tlbSwitch'), ...nodes(block, 'tlbNumber')];
  return {
    kind: 'tlb',
    keyword,
    ...(name && { value: word(context, required(firstToken(name))) }),
    arrays: wholes(nodes(block, 'tlbArray'), (array) => buildTlbArray(context, array)),
    settings: wholes(settings, (setting) => buildSetting(context, setting)),
  };
}

function buildTlbArray(context: BuildContext, tree: CstNode): TlbArrayNode {
  const [entries, ways] = nodes(tree, 'plainNumber').map((each) => buildPlainNumber(context, each));
  const sizes = nodes(required(node(tree, 'tlbSizes')), 'plainNumber');
  return {
    span: spanOf(context, tree),
    level: token(tree, 'L1') ? 1 : 2,
    sizes: sizes.map((each) => buildPlainNumber(context, each)),
    entries: required(entries),
    ...(ways && { ways }),
    plru: token(tree, 'Plru') !== undefined,
  };
}

function buildSwitch(context: BuildContext, tree: CstNode, keyword: Word, toggle: CstNode): SettingNode {
  const on = required(firstToken(toggle)).image === 'on';
  const subject = node(tree, 'word') ?? node(tree, 'commit');
  if (!subject) return { kind: 'switch', keyword, on };
  return { kind: 'switch', keyword, subject: word(context, required(firstToken(subject))), on };
}
