import { LEAF_KINDS } from '../machine/architectures.ts';
import { hex, sizeText } from '../machine/bytes.ts';
import type { MappingExplanation, Residue } from '../metrics/explain-mapping.ts';
import type { ExplainedSearch } from '../replay/explain.ts';
import { neighbourhoodStrip } from './neighbourhood.ts';

const LEAF_WORDS = { pte: 'PTE', contpte: 'contPTE', pmd: 'PMD', contpmd: 'contPMD', pud: 'PUD' } as const;

/** What is explained, for the title. */
export interface ExplainedMapping {
  readonly scenario: string;
  readonly mapping: string;
  readonly machine: string;
  readonly point: string;
  readonly seed: number | null;
}

/** The title of an explanation: what is mapped, and onto what. */
export function explainTitle(what: ExplainedMapping, { measures }: MappingExplanation): string[] {
  const { mapping } = measures;
  const place = [what.point, what.seed === null ? '' : `seed ${what.seed}`, what.machine].filter(
    (word) => word !== '',
  );
  const source =
    mapping.source.kind === 'device'
      ? `${mapping.source.device.name}.${mapping.source.region.name}`
      : mapping.source.kind;
  return [
    `${what.scenario}: ${what.mapping}  [${place.join(', ')}]`,
    `${sizeText(mapping.lengthBytes)} of ${source}, mmap offset ${hex(mapping.mmapOffsetBytes)}`,
  ];
}

/** One policy's decision, a line a step, at most 80 columns. */
export function explainLines(explanation: MappingExplanation): string[] {
  const { policy, message, measures, searches, residues } = explanation;
  const { mapping } = measures;
  const address = mapping.pieces[0]?.vaBytes;
  const outcome =
    address === undefined ? `${mapping.status} ${mapping.error}` : `${hex(address)}  (${mapping.search})`;
  const userSpace = mapping.search === 'user space';
  const nothing = mapping.status === 'hint' ? 'the hint was free' : 'no search: the address was given';
  return [
    `${policy.label}: ${outcome}`,
    ...(message === '' ? [] : [`  the policy failed: ${message}`]),
    ...(userSpace ? ['  user space reserves more than it needs; the kernel places the reservation:'] : []),
    ...(searches.length === 0 ? [`  ${nothing}`] : searches.flatMap(searchLines)),
    ...(userSpace ? userSpaceLines(address) : trimLines(explanation, address)),
    ...residues.filter(({ fits }) => fits).map((one) => `  ${residueText(one, address)}`),
    `  leaves: ${leavesText(explanation)}; ${count(measures.faults)} faults`,
    ...neighbourhoodStrip(explanation).map((line) => `  ${line}`),
  ];
}

function searchLines(search: ExplainedSearch, i: number): string[] {
  const { form, topdown, window, lengthBytes, askedBytes, passed, tooSmall, address, gap } = search;
  const padding = askedBytes - lengthBytes;
  const asked = padding > 0 ? `${bytes(lengthBytes)} + ${bytes(padding)} of padding` : bytes(lengthBytes);
  const from = topdown ? `down from ${hex(window.end)}` : `up from ${hex(window.start)}`;
  const small = tooSmall === 0 ? [] : [`    passes ${count(tooSmall)} gaps smaller than the mapping`];
  return [
    `  ${i + 1}. ${form}: ${search.reason}`,
    `    asks for ${asked}, ${from}`,
    ...small,
    ...passed.map((one) => `    passes ${hex(one.start)}-${hex(one.end)}: ${passedWhy(one.shortBytes)}`),
    address === null
      ? '    finds no gap'
      : `    takes ${hex(address)} in the gap ${hex(gap!.start)}-${hex(gap!.end)}`,
  ];
}

/** What a VMM does with its reservation, after the kernel's part. */
function userSpaceLines(address: number | undefined): string[] {
  if (address === undefined) return ['  it gets no reservation, so there is no mapping'];
  return [`  user space maps itself at ${hex(address)} in it (MAP_FIXED), unmaps the rest`];
}

/** A padded search answers with more than was wanted: where the mapping came to lie in it. */
function trimLines({ searches }: MappingExplanation, address: number | undefined): string[] {
  const last = searches.at(-1);
  const padded = last?.form === 'thp' || last?.form === 'shmem';
  if (!padded || address === undefined || last.address === address) return [];
  return [`    trims it to ${hex(address)}`];
}

function passedWhy(shortBytes: number): string {
  return shortBytes > 0 ? `${bytes(shortBytes)} too small once padded` : 'the guard gap of a stack is in it';
}

function residueText(
  { sizeBytes, va, target, congruent, slot }: Residue,
  address: number | undefined,
): string {
  const size = sizeText(sizeBytes);
  if (address === undefined)
    return `${size}: would have fit${slot === null ? ' nowhere' : ` at ${hex(slot)}`}`;
  if (congruent) return `${size}: VA = PA = ${hex(va)} mod ${size}, so whole blocks become one leaf each`;
  const away = slot === null ? 'no free place is' : `free at ${hex(slot)}, ${distance(slot - address)}`;
  return `${size}: VA ${hex(va)} != PA ${hex(target)} mod ${size}; ${away}`;
}

function distance(delta: number): string {
  return `${bytes(Math.abs(delta))} ${delta < 0 ? 'lower' : 'higher'}`;
}

function leavesText({ measures }: MappingExplanation): string {
  const parts = [...LEAF_KINDS].reverse().filter((kind) => measures.counts[kind] > 0);
  return parts.map((kind) => `${count(measures.counts[kind])} ${LEAF_WORDS[kind]}`).join(' + ') || 'none';
}

function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A size in the unit that reads best: exact where it is whole, else in hexadecimal. */
function bytes(value: number): string {
  const text = sizeText(value);
  return text.length > 6 ? hex(value) : text;
}
