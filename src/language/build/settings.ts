import type { CstNode } from 'chevrotain';
import type { SettingNode, Word } from '../ast.ts';
import { type BuildContext, firstToken, node, required, token, word } from './cst.ts';
import { buildExpression } from './expressions.ts';

/** `thp never`, `granule 4K`, `aslr off`, `kernel 6.18`, `stack_limit unlimited`: a keyword and its value. */
export function buildSetting(context: BuildContext, tree: CstNode): SettingNode {
  const keyword = word(context, required(firstToken(tree)));
  const toggle = node(tree, 'switchValue');
  if (toggle) return buildSwitch(context, tree, keyword, toggle);
  const value = node(tree, 'word') ?? node(tree, 'version');
  if (value) return { kind: 'word', keyword, value: word(context, required(firstToken(value))) };
  if (token(tree, 'Unlimited')) return { kind: 'unlimited', keyword };
  return { kind: 'number', keyword, value: buildExpression(context, required(node(tree, 'expression'))) };
}

function buildSwitch(context: BuildContext, tree: CstNode, keyword: Word, toggle: CstNode): SettingNode {
  const on = required(firstToken(toggle)).image === 'on';
  const subject = node(tree, 'word') ?? node(tree, 'commit');
  if (!subject) return { kind: 'switch', keyword, on };
  return { kind: 'switch', keyword, subject: word(context, required(firstToken(subject))), on };
}
