import type { RunResult } from '../metrics/results.ts';
import { sha256 } from './read-text.ts';

/** A policy with every option that it ran with. */
export interface ManifestPolicy {
  readonly label: string;
  readonly id: string;
  readonly options: Readonly<Record<string, string>>;
  /** SHA-256 of its source; only for plug-ins. */
  readonly sha256?: string;
}

/** What the results depend on besides the figures themselves. */
export interface ResultsMeta {
  readonly version: string;
  readonly policies: readonly ManifestPolicy[];
  /** SHA-256 of every file that was read, by its POSIX path. */
  readonly inputs: ReadonlyMap<string, string>;
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
  readonly policies: readonly ManifestPolicy[];
  readonly scenarios: readonly {
    readonly name: string;
    readonly file: string;
    readonly points: readonly string[];
    readonly seeds: readonly number[];
  }[];
  readonly inputs: readonly HashedFile[];
  readonly outputs: readonly HashedFile[];
}

/** Describes a run by its inputs and its output files (name → text). */
export function manifestOf(
  result: RunResult,
  meta: ResultsMeta,
  outputs: ReadonlyMap<string, string>,
): Manifest {
  return {
    format: 1,
    tool: { name: 'policy-lab', version: meta.version },
    policies: meta.policies,
    scenarios: result.scenarios.map(({ name, file, points, seeds }) => ({ name, file, points, seeds })),
    inputs: hashed(meta.inputs),
    outputs: hashed(new Map([...outputs].map(([name, text]) => [name, sha256(text)]))),
  };
}

function hashed(files: ReadonlyMap<string, string>): readonly HashedFile[] {
  return [...files]
    .map(([path, hash]) => ({ path, sha256: hash }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Reads a manifest of an earlier run; `undefined` where the text is none. */
export function readManifest(text: string): Pick<Manifest, 'scenarios' | 'outputs'> | undefined {
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
