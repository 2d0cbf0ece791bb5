import type { MmapStatement, Protection, Source } from '../checked-scenario.ts';
import type { Report } from '../diagnostic.ts';
import type { MmapNode, SourceNode } from '../statement-ast.ts';
import { choice } from './choices.ts';
import { amountOf, type ClauseSet, clauseSet, flagSpan } from './clauses.ts';
import { lowerAddress } from './lower.ts';

/** PROT_* as a scenario writes them. */
export const PROTECTIONS = ['none', 'r', 'rw', 'rx', 'rwx'] as const;

/** `mmap …` with its clauses sorted and its defaults filled in. */
export function lowerMmap(node: MmapNode, report: Report): MmapStatement | undefined {
  const clauses = clauseSet(node.clauses, report);
  reportContradictions(clauses, report);
  reportAreaClauses(node, clauses, report);
  const offset = amountOf(clauses, 'offset');
  const length = amountOf(clauses, 'length');
  const at = clauses.get('at');
  const guest = clauses.get('guest');
  const sharing = sharingOf(node.source, clauses);
  const source = sourceOf(node.source, sharing);
  const fixed = fixedOf(clauses);
  if (!length && source.kind !== 'device' && source.kind !== 'file') {
    report('PL3013', node.source.span, { source: source.kind === 'anon' ? 'anonymous' : 'hugetlb' });
    return undefined;
  }
  if (fixed !== 'no' && !at) report('PL3018', flagSpan(clauses, fixed)!, { flag: fixed });
  const optional: Pick<Written<MmapStatement>, 'name' | 'offset' | 'length' | 'at' | 'guest'> = {};
  if (node.name) optional.name = node.name.text;
  if (offset) optional.offset = offset;
  if (length) optional.length = length;
  if (at?.kind === 'at') optional.at = lowerAddress(at.address);
  if (guest?.kind === 'guest') optional.guest = guest.value;
  return {
    kind: 'mmap',
    span: node.span,
    source,
    areas: node.areas,
    fixed,
    in32bit: clauses.has('32bit'),
    growsdown: clauses.has('growsdown'),
    sharing,
    prot: protectionOf(clauses, report),
    nohugepage: clauses.has('nohugepage'),
    ...optional,
  };
}

/** While it is being made. */
type Written<T> = { -readonly [K in keyof T]: T[K] };

const PAIRS = [
  ['private', 'shared'],
  ['fixed', 'noreplace'],
] as const;

function reportContradictions(clauses: ClauseSet, report: Report): void {
  for (const [a, b] of PAIRS) {
    const [one, other] = [flagSpan(clauses, a), flagSpan(clauses, b)];
    if (!one || !other) continue;
    const [first, second] = one.start < other.start ? [a, b] : [b, a];
    const place = one.start < other.start ? other : one;
    report('PL1017', place, { clause: second, other: first });
  }
}

/** `areas of` maps each area whole and where the kernel likes. */
function reportAreaClauses(node: MmapNode, clauses: ClauseSet, report: Report): void {
  if (!node.areas) return;
  for (const key of ['offset', 'length', 'at', 'guest']) {
    const clause = clauses.get(key);
    if (!clause) continue;
    const hint = 'each area has its own offset and length; map one area with offset and length instead';
    report('PL1014', clause.keyword.span, {
      clause: clause.keyword.text,
      statement: "'mmap areas of'",
      hint,
    });
  }
}

function sharingOf(source: SourceNode, clauses: ClauseSet): 'private' | 'shared' {
  if (clauses.has('private')) return 'private';
  if (clauses.has('shared')) return 'shared';
  const device = source.kind === 'named' && source.region !== undefined;
  return device || source.kind === 'hugetlb' ? 'shared' : 'private';
}

function sourceOf(source: SourceNode, sharing: 'private' | 'shared'): Source {
  if (source.kind === 'anon') return { kind: 'anon', shared: sharing === 'shared' };
  if (source.kind === 'hugetlb') return { kind: 'hugetlb', pageBytes: source.page };
  if (source.region) return { kind: 'device', device: source.name.text, region: source.region.text };
  return { kind: 'file', file: source.name.text };
}

function fixedOf(clauses: ClauseSet): MmapStatement['fixed'] {
  if (clauses.has('noreplace')) return 'noreplace';
  return clauses.has('fixed') ? 'fixed' : 'no';
}

function protectionOf(clauses: ClauseSet, report: Report): Protection {
  const clause = clauses.get('prot');
  return (clause?.kind === 'prot' && choice('prot', clause.value, PROTECTIONS, report)) || 'rw';
}
