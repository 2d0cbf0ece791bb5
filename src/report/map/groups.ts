import type { AddressMap, MapSnapshot } from './snapshot.ts';

/** Snapshots that look alike, so that they are drawn once. */
export interface SnapshotGroup {
  /** The policies, or the moment. */
  readonly titles: readonly string[];
  readonly snapshot: MapSnapshot;
}

/** Policies with the same placements as one group, in the order of the first; moments stay apart. */
export function groupsOf({ snapshots }: AddressMap): readonly SnapshotGroup[] {
  if (areMoments(snapshots)) {
    return snapshots.map((snapshot) => ({
      titles: [`after ${snapshot.calls} of ${snapshot.allCalls} calls`],
      snapshot,
    }));
  }
  const groups = new Map<string, { titles: string[]; snapshot: MapSnapshot }>();
  for (const snapshot of snapshots) {
    const { bound, message, vmas, mappings, holes } = snapshot;
    const places = mappings.map(({ segments, leaves, status, error }) => ({
      segments,
      leaves,
      failed: status === 'failed' ? error : '',
    }));
    const key = JSON.stringify([bound, message, vmas, places, holes]);
    const group = groups.get(key);
    if (group) group.titles.push(snapshot.policy);
    else groups.set(key, { titles: [snapshot.policy], snapshot });
  }
  return [...groups.values()];
}

/** Whether these are moments of one policy's replay. */
export function areMoments(snapshots: readonly MapSnapshot[]): boolean {
  return new Set(snapshots.map(({ calls }) => calls)).size > 1;
}
