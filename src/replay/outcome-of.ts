import { packedMap } from '../machine/packed-map.ts';
import type { Cell } from './cell.ts';
import { type MappingState, piecesInVmas } from './mapping-state.ts';
import type { CellOutcome, MappingOutcome } from './outcome.ts';

/** What a cell came to, as plain data in bytes. */
export function outcomeOf(cell: Cell): CellOutcome {
  const page = cell.mm.machine.pageBytes;
  const named = cell.mappings.filter((state) => state !== undefined && state.name !== '') as MappingState[];
  return {
    failure: cell.policy.failure && {
      status: cell.policy.failure.status,
      message: cell.policy.failure.message,
    },
    mappings: packedMap(named, (state) => mappingOutcome(cell, state)),
    vmas: cell.mm.space.extents(page),
    mmapBaseBytes:
      cell.mm.machine.layout === 'topdown' ? cell.mm.machine.mmapBaseBytes : cell.mm.machine.legacyBaseBytes,
    failed: cell.failed,
    paddingLosses: cell.paddingLosses,
    lostBytes: cell.lostPages * page,
    searches: cell.searches,
    systemCalls: cell.systemCalls,
    hookCalls: cell.hookCalls,
  };
}

function mappingOutcome(cell: Cell, state: MappingState): MappingOutcome {
  const page = cell.mm.machine.pageBytes;
  const operation = state.operation!;
  const mmapOffsetBytes = cell.sources.mmapOffsetBytes(operation);
  const { source } = state;
  const revoked = source.kind === 'device' && cell.isRevoked(operation.source);
  return {
    slot: state.slot,
    name: state.name,
    source: source.kind === 'device' ? { ...source, revoked } : source,
    status: state.status,
    error: state.error,
    lengthBytes: operation.lengthBytes,
    mmapOffsetBytes,
    sourceOffsetBytes: operation.offsetBytes,
    pgoffBytes: cell.sources.pgoffBytes(operation),
    pieces: packedMap(piecesInVmas(state, cell.mm.space), (piece) => ({
      vaBytes: piece.start * page,
      lengthBytes: (piece.end - piece.start) * page,
      offsetBytes: operation.offsetBytes + piece.offset * page,
    })).sort((a, b) => a.offsetBytes - b.offsetBytes),
    guestBytes: operation.guestBytes,
    nohugepage: operation.nohugepage,
    search: state.search,
    alignBytes: state.alignPages * page,
    searched: state.status === 'placed' || state.status === 'fallback',
    searches: state.searches,
    systemCalls: state.systemCalls,
    hookCalls: state.hookCalls,
    lostBytes: state.lostPages * page,
  };
}
