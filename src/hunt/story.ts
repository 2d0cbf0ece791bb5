import { LEAF_KINDS } from '../machine/architectures.ts';
import { hex, sizeText } from '../machine/bytes.ts';
import { explainMapping, type MappingExplanation } from '../metrics/explain-mapping.ts';
import type { ExplainedSearch } from '../replay/explain.ts';
import type { MappedSource } from '../replay/outcome.ts';
import type { Pair } from './corpus.ts';
import { figureOf, type Judged, type JudgedCell } from './judge.ts';
import { losingMapping, operationOf } from './losing-mapping.ts';
import { sizeWords } from './size-words.ts';

/**
 * Why the first policy of a pair loses, from what both decided: the comment above a hunted scenario, a sentence or two
 * a line. `policy-lab explain` of the scenario tells the same at length.
 */
export function storyOf(judged: Judged, pair: Pair, metric: string): string[] {
  const [worse, than] = [judged.cells.get(pair.worse)!, judged.cells.get(pair.than)!];
  const figures = `${figureText(figureOf(worse, metric))} against ${figureText(figureOf(than, metric))}`;
  const title = `${pair.worse} loses to ${pair.than}: ${metric} ${figures}.`;
  const losing = losingMapping(judged, pair.worse, pair.than);
  if (losing === undefined) return [title, 'No named mapping differs: the loss is in the background.'];
  const told = [worse, than].map(({ policy }) => ({
    policy,
    why: explainMapping(judged.plan, policy, losing.name),
  }));
  return [
    title,
    mappingLine(judged, losing.name),
    ...told.flatMap(({ policy, why }) => (why === undefined ? [] : [`${policy.label}: ${decision(why)}.`])),
  ];
}

/** A figure as expectations and sentences have it. */
export function figureText(value: number | undefined): string {
  if (value === undefined) return 'nothing';
  return Number.isInteger(value) ? String(value) : String(Math.round(value * 1e4) / 1e4);
}

function mappingLine(judged: Judged, name: string): string {
  const { source, offsetBytes, lengthBytes } = operationOf(judged, name)!;
  const { devices, files } = judged.plan.point;
  const what =
    source.kind === 'device'
      ? `${devices[source.device]!.name}.${devices[source.device]!.regions[source.region]!.name}`
      : source.kind === 'file'
        ? files[source.file]!.name
        : source.kind;
  const from = offsetBytes > 0 ? ` from ${sizeWords(offsetBytes)}` : '';
  return `${name} is ${sizeWords(lengthBytes)} of ${what}${from}.`;
}

/** What one policy did with the mapping, and what came of it. */
function decision(why: MappingExplanation): string {
  const { mapping } = why.measures;
  if (mapping.status === 'failed') return `${failure(why)}, so there is no mapping`;
  const failed = why.searches.filter(({ address }) => address === null);
  const tried = failed.length === 0 ? '' : `${failed.map(missed).join(', ')}; then `;
  return `${tried}${chosen(why)} gives ${addressText(why)}: ${leavesText(why)}`;
}

function failure({ searches, measures }: MappingExplanation): string {
  const last = searches.at(-1);
  if (last === undefined) return `mmap answers ${measures.mapping.error}`;
  return `no gap of ${sizeWords(last.askedBytes)} is left (${measures.mapping.error})`;
}

/** A search that found nothing, and the nearest gap that it had to pass. */
function missed({ form, alignBytes, askedBytes, passed }: ExplainedSearch): string {
  const align = alignBytes > 0 ? ` ${sizeText(alignBytes)}` : '';
  const [near] = passed;
  const gap = near === undefined ? '' : `, passing a gap of ${sizeWords(near.end - near.start)}`;
  return `${form}${align} finds no ${sizeWords(askedBytes)}${gap}`;
}

function chosen({ measures, searches }: MappingExplanation): string {
  const { status, search } = measures.mapping;
  if (search === 'user space') return 'user space, inside its reservation,';
  if (status === 'fixed' || status === 'hint') return `the caller's address (${status})`;
  const last = searches.findLast(({ address }) => address !== null);
  const reason = last === undefined || last.reason === '' || search === 'plain' ? '' : ` (${last.reason})`;
  return search === 'plain' ? "the kernel's own search" : `${search}${reason}`;
}

/** The address, as far as it decides about leaves: against the largest leaf of which a block fits. */
function addressText({ residues, measures }: MappingExplanation): string {
  const { source, pieces } = measures.mapping;
  const va = pieces[0]?.vaBytes ?? 0;
  // Anonymous memory has no physical address yet: whole blocks of it count wherever it begins.
  if (source.kind === 'anon' || source.kind === 'hugetlb') return hex(va);
  const fitting = residues.filter(({ fits }) => fits);
  const [largest] = fitting;
  if (largest === undefined) return `${hex(va)}, and no leaf above the page fits`;
  const target =
    source.kind === 'file' ? 'offset' : pieces.length > 0 && severalRanges(source) ? 'first PA' : 'PA';
  const best = fitting.find(({ congruent }) => congruent);
  if (best === largest) return `VA = ${target} mod ${sizeText(best.sizeBytes)}`;
  const apart = `VA ${hex(largest.va)}, ${target} ${hex(largest.target)} mod ${sizeText(largest.sizeBytes)}`;
  return best === undefined ? apart : `${apart}, equal mod ${sizeText(best.sizeBytes)} only`;
}

function severalRanges(source: MappedSource): boolean {
  return source.kind === 'device' && source.region.ranges.length > 1;
}

const LEAF_WORDS = { pte: 'PTE', contpte: 'contPTE', pmd: 'PMD', contpmd: 'contPMD', pud: 'PUD' } as const;

function leavesText({ measures }: MappingExplanation): string {
  const kinds = [...LEAF_KINDS].reverse().filter((kind) => measures.counts[kind] > 0);
  return kinds.map((kind) => `${measures.counts[kind]} ${LEAF_WORDS[kind]}`).join(' + ') || 'no leaf';
}

/** `expect` lines that hold for both policies of the pair. */
export function expectationsOf({ cells }: Judged, { worse, than }: Pair, metric: string): string[] {
  return [cells.get(worse)!, cells.get(than)!].map((cell) => expectation(cell, metric));
}

/** Exact where four decimals say it all, else rounded towards what is certain. */
function expectation(cell: JudgedCell, metric: string): string {
  const value = figureOf(cell, metric)!;
  const exact = Math.round(value * 1e4) / 1e4;
  if (exact === value) return `expect ${metric} == ${figureText(value)} for ${cell.policy.label}`;
  const below = Math.floor(value * 1e4) / 1e4;
  return `expect ${metric} >= ${below} for ${cell.policy.label}`;
}
