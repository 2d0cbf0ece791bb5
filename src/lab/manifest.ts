import { jsonErrorLine } from '../import/json-place.ts';
import { count, fields, list, named, number, optional, type Shape, text } from '../import/shape.ts';
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

const HASHED = fields({ path: text, sha256: text });

/** Policies with their options, as a manifest and a plan have them. */
export const SETTLED: Shape = list(
  fields({ label: text, id: text, options: named(text), sha256: optional(text) }),
);

/** Inputs or outputs. */
export const FILES: Shape = list(HASHED);

const MANIFEST_SHAPE = fields({
  tool: fields({ name: text, version: text }),
  policies: SETTLED,
  scenarios: list(fields({ name: text, file: text, points: list(text), seeds: list(number) })),
  missing: optional(count),
  inputs: FILES,
  outputs: FILES,
});

/** Reads a manifest of an earlier run; `wrong` says what it lacks. */
export function readManifest(json: string): { readonly manifest: Manifest } | { readonly wrong: string } {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return { wrong: `it is no JSON: see line ${jsonErrorLine(json)}` };
  }
  const wrong = MANIFEST_SHAPE(value, '');
  return wrong === undefined ? { manifest: value as Manifest } : { wrong };
}
