import type { Quantity, Span } from '../checked-scenario.ts';
import type { Report } from '../diagnostic.ts';
import type { ClauseNode } from '../statement-ast.ts';

/** A statement's clauses by what they say; flags go by their word, `of` counts as `length`. */
export type ClauseSet = ReadonlyMap<string, ClauseNode>;

/** Sorts clauses by what they say; what is said twice is reported. */
export function clauseSet(clauses: readonly ClauseNode[], report: Report): ClauseSet {
  const set = new Map<string, ClauseNode>();
  for (const clause of clauses) {
    const key = clauseKey(clause);
    const first = set.get(key);
    if (first)
      report('PL1011', clause.keyword.span, { clause: clause.keyword.text }, [
        { message: 'first here', span: first.keyword.span },
      ]);
    else set.set(key, clause);
  }
  return set;
}

function clauseKey({ kind, keyword }: ClauseNode): string {
  if (kind === 'flag') return keyword.text;
  return kind === 'of' ? 'length' : kind;
}

/** The value of `offset` or `length` (or `of`). */
export function amountOf(clauses: ClauseSet, key: 'offset' | 'length'): Quantity | undefined {
  const clause = clauses.get(key);
  return clause && 'value' in clause && clause.kind !== 'prot' ? clause.value : undefined;
}

/** Where a flag is said. */
export function flagSpan(clauses: ClauseSet, flag: string): Span | undefined {
  return clauses.get(flag)?.keyword.span;
}
