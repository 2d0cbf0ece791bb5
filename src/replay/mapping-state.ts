import type { AddressSpace } from '../mm/address-space.ts';
import type { Area } from '../mm/area-request.ts';
import type { Backing } from '../mm/backing.ts';
import { NO_ENTRY } from '../mm/gap-index.ts';
import type { MmapOperation } from '../plan/operation.ts';
import type { MappedSource } from './outcome.ts';
import type { Status } from './status.ts';

/** A part of a mapping that lies in one piece. Pages; `offset` counts from the mapping's first page. */
export interface Piece {
  start: number;
  end: number;
  offset: number;
}

/** A slot's mapping while the cell runs. */
export interface MappingState {
  readonly slot: number;
  name: string;
  readonly operation: MmapOperation | undefined;
  readonly source: MappedSource;
  readonly backing: Backing | undefined;
  status: Status;
  error: string;
  /** Page of the mapping's first byte as its calls count it; meaningless where it failed. */
  base: number;
  pages: number;
  /** Of a mapping with a name; of another they are followed from its first mremap on. */
  pieces: readonly Piece[];
  area: Area | undefined;
  search: string;
  alignPages: number;
  searches: number;
  systemCalls: number;
  hookCalls: number;
  lostPages: number;
}

/** Where a mapping lies once it is made. Pages. */
export function settleAt(mapping: MappingState, page: number, lengthPages: number): void {
  mapping.base = page;
  mapping.pages = lengthPages;
  if (mapping.name !== '') mapping.pieces = [wholePiece(mapping)];
}

/** The pieces of a mapping; one without a name was never cut. */
export function piecesOf(mapping: MappingState): readonly Piece[] {
  const followed = mapping.name !== '' || mapping.pieces.length > 0 || mapping.status === 'failed';
  return followed ? mapping.pieces : [wholePiece(mapping)];
}

function wholePiece({ base, pages }: MappingState): Piece {
  return { start: base, end: base + pages, offset: 0 };
}

/** Takes [start, end) out of a mapping's pieces. Pages. */
export function cutPieces(mapping: MappingState, start: number, end: number): void {
  if (!mapping.pieces.some((piece) => piece.start < end && start < piece.end)) return;
  mapping.pieces = mapping.pieces.flatMap((piece) => {
    if (end <= piece.start || piece.end <= start) return [piece];
    const parts: Piece[] = [];
    if (piece.start < start) parts.push({ ...piece, end: start });
    if (end < piece.end) parts.push({ start: end, end: piece.end, offset: piece.offset + end - piece.start });
    return parts;
  });
}

/** The pieces of a mapping as its VMAs are now: mprotect splits them, and may merge them again. */
export function piecesInVmas({ pieces }: MappingState, space: AddressSpace): Piece[] {
  const joined: Piece[] = [];
  for (const piece of [...pieces].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    const goesOn = last?.end === piece.start && last.offset + last.end - last.start === piece.offset;
    if (last && goesOn) last.end = piece.end;
    else joined.push({ ...piece });
  }
  return joined.flatMap((piece) => cutAtVmas(piece, space));
}

function cutAtVmas({ start, end, offset }: Piece, space: AddressSpace): Piece[] {
  const parts: Piece[] = [];
  for (let at = start; at < end; ) {
    const entry = space.lookup(at);
    const stop = entry === NO_ENTRY ? end : Math.min(end, space.index.end(entry));
    parts.push({ start: at, end: stop, offset: offset + at - start });
    at = stop;
  }
  return parts;
}

const NOWHERE: readonly Piece[] = [];

/** A mapping that has not been made yet. */
export function newMapping(
  operation: MmapOperation,
  source: MappedSource,
  backing: Backing | undefined,
): MappingState {
  // Halves, so that V8 sees at once that these are no small integers. Where it learns that later, code that it has
  // compiled by then goes on making objects of the old shape, and each of them is changed when it is first written to.
  const state = {
    slot: operation.slot,
    name: operation.name,
    operation,
    source,
    backing,
    status: 'failed',
    error: '',
    base: 0.5,
    pages: 0.5,
    pieces: NOWHERE,
    area: undefined,
    search: '',
    alignPages: 0.5,
    searches: 0,
    systemCalls: 0,
    hookCalls: 0,
    lostPages: 0.5,
  } as MappingState;
  state.base = 0;
  state.pages = 0;
  state.alignPages = 1;
  state.lostPages = 0;
  return state;
}
