import { fields, list, number, optional, text, upTo } from '../../import/shape.ts';
import type { PolicyInfo, ScenarioInfo } from '../../metrics/results.ts';
import { FILES, type HashedFile, type ManifestPolicy, SETTLED } from '../manifest.ts';
import { sha256 } from '../read-text.ts';
import { MOST_SHARDS, type Shard } from './shard.ts';

/** What the results of a run depend on: two runs with the same identity give the same bytes. */
export interface PlanIdentity {
  /** Of policy-lab. */
  readonly version: string;
  /** What draws the random numbers, and its version. */
  readonly generator: string;
  readonly scenarios: readonly ScenarioInfo[];
  readonly policies: readonly PolicyInfo[];
  /** The same policies with every option that they run with. */
  readonly settled: readonly ManifestPolicy[];
  readonly inputs: readonly HashedFile[];
}

/** `plan.json` of unfinished runs and of shards. */
export interface PlanFile {
  /** Version of this document. */
  readonly format: 1;
  /** SHA-256 of the plan. */
  readonly digest: string;
  readonly plan: PlanIdentity;
  /** null: the whole plan. */
  readonly shard: Shard | null;
}

/** Describes a plan. */
export function planFile(plan: PlanIdentity, shard: Shard | undefined): PlanFile {
  return { format: 1, digest: sha256(JSON.stringify(plan)), plan, shard: shard ?? null };
}

/** Why trials of one plan are none of the other; undefined where both are the same plan. */
export function difference(theirs: PlanIdentity, ours: PlanIdentity): string | undefined {
  if (theirs.version !== ours.version)
    return `it was made by policy-lab ${theirs.version}, this is ${ours.version}`;
  if (theirs.generator !== ours.generator) return `its random numbers are those of ${theirs.generator}`;
  const file = changedFile(theirs.inputs, ours.inputs);
  if (file !== undefined) return file;
  const labels = (policies: readonly ManifestPolicy[]) => policies.map(({ label }) => label).join(', ');
  if (JSON.stringify(theirs.settled) !== JSON.stringify(ours.settled)) {
    const same = labels(theirs.settled) === labels(ours.settled);
    return same ? 'a plug-in has changed since' : `its policies are ${labels(theirs.settled)}`;
  }
  if (JSON.stringify(theirs) !== JSON.stringify(ours)) return 'its scenarios are others';
  return undefined;
}

function changedFile(theirs: readonly HashedFile[], ours: readonly HashedFile[]): string | undefined {
  const now = new Map(ours.map(({ path, sha256: hash }) => [path, hash]));
  for (const { path, sha256: hash } of theirs) {
    const other = now.get(path);
    if (other === undefined) return `it has '${path}', which this run has not`;
    if (other !== hash) return `'${path}' has changed since`;
    now.delete(path);
  }
  const [extra] = now.keys();
  return extra === undefined ? undefined : `it lacks '${extra}', which this run has`;
}

const PLAN_SHAPE = fields({
  format: (value) => (value === 1 ? undefined : 'format is not 1'),
  digest: text,
  plan: fields({
    version: text,
    generator: text,
    scenarios: list(
      fields({
        ...{ name: text, file: text, comment: text, machine: text, headline: optional(text) },
        ...{ points: list(text), seeds: list(number) },
      }),
    ),
    policies: list(fields({ label: text, id: text, needs: list(text), toldBy: text, source: text })),
    settled: SETTLED,
    inputs: FILES,
  }),
  shard: optional(fields({ index: upTo(MOST_SHARDS), of: upTo(MOST_SHARDS) })),
});

/** Reads a `plan.json`; undefined where the text is none. */
export function readPlanFile(json: string): PlanFile | undefined {
  try {
    const value: unknown = JSON.parse(json);
    if (PLAN_SHAPE(value, '') !== undefined) return undefined;
    const { digest, plan } = value as PlanFile;
    return digest === sha256(JSON.stringify(plan)) ? (value as PlanFile) : undefined;
  } catch {
    return undefined;
  }
}
