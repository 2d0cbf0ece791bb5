import type { PlanIdentity } from './run/plan-identity.ts';

/** A policy with every option that it ran with. */
export interface ManifestPolicy {
  readonly label: string;
  readonly id: string;
  readonly options: Readonly<Record<string, string>>;
  /** SHA-256 of its source; only for plug-ins. */
  readonly sha256?: string;
}

/** A file by its contents. */
export interface HashedFile {
  readonly path: string;
  readonly sha256: string;
}

/** `manifest.json`: the same for the same inputs, wherever and whenever it is made. */
export interface Manifest {
  /** Version of this document. */
  readonly format: 1;
  readonly tool: { readonly name: string; readonly version: string };
  /** What draws the random numbers, and its version. */
  readonly generator: string;
  readonly policies: readonly ManifestPolicy[];
  readonly scenarios: readonly {
    readonly name: string;
    readonly file: string;
    readonly points: readonly string[];
    readonly seeds: readonly number[];
  }[];
  /** Trials of the plan that are left out; only where some are. */
  readonly missing?: number;
  readonly inputs: readonly HashedFile[];
  readonly outputs: readonly HashedFile[];
}

/**
 * Describes a run by its plan and its output files (name → SHA-256).
 * @param missing - trials of the plan whose results are not there.
 */
export function manifestOf(
  plan: PlanIdentity,
  outputs: ReadonlyMap<string, string>,
  missing: number,
): Manifest {
  return {
    format: 1,
    tool: { name: 'policy-lab', version: plan.version },
    generator: plan.generator,
    policies: plan.settled,
    scenarios: plan.scenarios.map(({ name, file, points, seeds }) => ({ name, file, points, seeds })),
    ...(missing > 0 ? { missing } : {}),
    inputs: plan.inputs,
    outputs: hashed(outputs),
  };
}

/** Files by their hashes (path → SHA-256), in order of path. */
export function hashed(files: ReadonlyMap<string, string>): readonly HashedFile[] {
  return [...files]
    .map(([path, hash]) => ({ path, sha256: hash }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Reads a manifest of an earlier run; `undefined` where the text is none. */
export function readManifest(text: string): Manifest | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isManifest(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isManifest(value: unknown): value is Manifest {
  if (typeof value !== 'object' || value === null) return false;
  const { scenarios, outputs } = value as Partial<Manifest>;
  return (
    Array.isArray(scenarios) &&
    scenarios.every(({ name }) => typeof name === 'string') &&
    Array.isArray(outputs) &&
    outputs.every(({ path }) => typeof path === 'string')
  );
}
