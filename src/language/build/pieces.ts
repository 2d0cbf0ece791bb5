import type { FileAst } from '../file-ast.ts';
import type { ScenarioNode } from '../statement-ast.ts';

/** What one piece of a text holds. */
export interface PieceAst {
  /** Whether its first scenario is the rest of the last one before it. */
  readonly continues: boolean;
  readonly ast: FileAst;
}

/** The AST of a text from those of its pieces. */
export function joinPieces(file: string, pieces: readonly PieceAst[]): FileAst {
  const [only] = pieces;
  if (only && pieces.length === 1) return only.ast;
  const all = pieces.map(({ ast }) => ast);
  return {
    file,
    headers: all.flatMap(({ headers }) => headers),
    includes: all.flatMap(({ includes }) => includes),
    uses: all.flatMap(({ uses }) => uses),
    machines: all.flatMap(({ machines }) => machines),
    devices: all.flatMap(({ devices }) => devices),
    files: all.flatMap(({ files }) => files),
    scenarios: scenarioParts(pieces).map(joinScenario),
  };
}

/** The parts of each scenario, in order. */
function scenarioParts(pieces: readonly PieceAst[]): ScenarioNode[][] {
  const scenarios: ScenarioNode[][] = [];
  for (const { continues, ast } of pieces)
    for (const [index, part] of ast.scenarios.entries()) {
      if (continues && index === 0) scenarios.at(-1)!.push(part);
      else scenarios.push([part]);
    }
  return scenarios;
}

/** A scenario from its parts: the first has its head, the last its end. */
function joinScenario(parts: readonly ScenarioNode[]): ScenarioNode {
  const [head] = parts as [ScenarioNode];
  const last = parts.at(-1)!;
  if (parts.length === 1) return head;
  return {
    ...head,
    span: { ...head.span, end: last.span.end },
    sweeps: parts.flatMap(({ sweeps }) => sweeps),
    lets: parts.flatMap(({ lets }) => lets),
    seeds: parts.flatMap(({ seeds }) => seeds),
    headlines: parts.flatMap(({ headlines }) => headlines),
    occupancy: parts.flatMap(({ occupancy }) => occupancy),
    devices: parts.flatMap(({ devices }) => devices),
    files: parts.flatMap(({ files }) => files),
    body: parts.flatMap(({ body }) => body),
    expectations: parts.flatMap(({ expectations }) => expectations),
  };
}
