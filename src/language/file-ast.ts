import type { DeviceNode, FileNode, MachineNode, Word } from './ast.ts';
import type { ScenarioNode } from './statement-ast.ts';

/** A scenario file as written, with spans. What the text leaves incomplete is missing here. */
export interface FileAst {
  readonly file: string;
  readonly headers: readonly Word[];
  readonly includes: readonly Word[];
  /** Names of libraries, without blanks: `machines/sapphire-rapids`. */
  readonly uses: readonly Word[];
  readonly machines: readonly MachineNode[];
  readonly devices: readonly DeviceNode[];
  readonly files: readonly FileNode[];
  readonly scenarios: readonly ScenarioNode[];
}
