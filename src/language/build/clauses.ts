import type { CstNode } from 'chevrotain';
import type { ClauseNode } from '../statement-ast.ts';
import { type BuildContext, firstToken, node, required, spanOf, word } from './cst.ts';
import { buildAddress, buildExpression, buildQuantity } from './expressions.ts';

/** A clause of mmap, munmap or mprotect: a keyword and its value. */
export function buildClause(context: BuildContext, tree: CstNode): ClauseNode {
  const keyword = word(context, required(firstToken(tree)));
  switch (keyword.text) {
    case 'offset':
    case 'length':
    case 'of':
      return { kind: keyword.text, keyword, value: buildQuantity(context, required(node(tree, 'quantity'))) };
    case 'at':
      return { kind: 'at', keyword, address: buildAddress(context, required(node(tree, 'address'))) };
    case 'prot':
      return {
        kind: 'prot',
        keyword,
        value: word(context, required(firstToken(required(node(tree, 'word'))))),
      };
    case 'guest':
      return {
        kind: 'guest',
        keyword,
        value: buildExpression(context, required(node(tree, 'expression'))),
      };
    default:
      return { kind: 'flag', keyword };
  }
}

/** `move`, `in place`, `dontunmap` as flags (`in place` is one word of text), and `at`. */
export function buildMremapClauses(context: BuildContext, trees: readonly CstNode[]): ClauseNode[] {
  return trees.map((tree) => {
    const at = node(tree, 'atClause');
    if (at) return buildClause(context, at);
    const keyword = word(context, required(firstToken(tree)));
    return keyword.text === 'in'
      ? { kind: 'flag', keyword: { text: 'in place', span: spanOf(context, tree) } }
      : { kind: 'flag', keyword };
  });
}
