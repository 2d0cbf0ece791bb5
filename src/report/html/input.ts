import type { MappingExplanation } from '../../metrics/explain-mapping.ts';
import type { Figure, ResultRows } from '../figures/figure.ts';
import type { AddressMap } from '../map/snapshot.ts';

/** A figure with its picture. */
export interface ReportFigure extends Pick<Figure, 'name' | 'title' | 'caption' | 'scenarios'> {
  readonly svg: string;
}

/** What replaying a scenario adds to its tables. */
export interface ReplayedScenario {
  /** The comment above it: where it comes from. */
  readonly comment: string;
  readonly map: AddressMap | undefined;
  /** Why the policies put its main mapping where it is. */
  readonly mapping: string;
  readonly explanations: readonly MappingExplanation[];
}

/** A file by its hash. */
interface HashedFile {
  readonly path: string;
  readonly sha256: string;
}

/** Everything that a report shows. */
export interface ReportInput {
  readonly results: ResultRows;
  readonly tool: string;
  /** Policies with every option that they ran with. */
  readonly settled: readonly { readonly label: string; readonly options: Readonly<Record<string, string>> }[];
  /** Facts that a policy must be told, by its label. */
  readonly needs: ReadonlyMap<string, readonly string[]>;
  readonly inputs: readonly HashedFile[];
  readonly outputs: readonly HashedFile[];
  readonly figures: readonly ReportFigure[];
  /** By scenario; those that could not be replayed are missing. */
  readonly replayed: ReadonlyMap<string, ReplayedScenario>;
  /** Why some could not. */
  readonly notes: readonly string[];
  /** Other tables of the folder, such as statistics.csv: name → records with their header. */
  readonly tables: ReadonlyMap<string, readonly (readonly string[])[]>;
}
