import type { Area } from '../mm/area-request.ts';
import type { Backing } from '../mm/backing.ts';
import type { MmapOperation } from '../plan/operation.ts';
import type { MappedSource } from './outcome.ts';
import type { Status } from './status.ts';

/** A part of a mapping that lies in one VMA. Pages; `offset` counts from the mapping's first page. */
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
  pieces: Piece[];
  area: Area | undefined;
  search: string;
  alignPages: number;
  searches: number;
  systemCalls: number;
  hookCalls: number;
  lostPages: number;
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

/** Splits a mapping's pieces at a page, where mprotect has split its VMA. */
export function splitPieces(mapping: MappingState, page: number): void {
  mapping.pieces = mapping.pieces.flatMap((piece) =>
    piece.start < page && page < piece.end
      ? [
          { ...piece, end: page },
          { start: page, end: piece.end, offset: piece.offset + page - piece.start },
        ]
      : [piece],
  );
}

/** A mapping that has not been made yet. */
export function newMapping(
  operation: MmapOperation,
  source: MappedSource,
  backing: Backing | undefined,
): MappingState {
  return {
    slot: operation.slot,
    name: operation.name,
    operation,
    source,
    backing,
    status: 'failed',
    error: '',
    base: 0,
    pages: 0,
    pieces: [],
    area: undefined,
    search: '',
    alignPages: 1,
    searches: 0,
    systemCalls: 0,
    hookCalls: 0,
    lostPages: 0,
  };
}
