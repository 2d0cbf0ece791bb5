import type { DeviceNode, FileNode, Word } from '../ast.ts';
import type { Report } from '../diagnostic.ts';

/** A declaration and whether something uses it. */
export interface DeclaredOne<N> {
  readonly node: N;
  used: boolean;
}

/** The devices and files in sight, by name. */
export interface Declared {
  readonly devices: ReadonlyMap<string, DeclaredOne<DeviceNode>>;
  readonly files: ReadonlyMap<string, DeclaredOne<FileNode>>;
}

/** What adds names to those in sight. */
interface Declarations {
  readonly devices: readonly DeviceNode[];
  readonly files: readonly FileNode[];
}

/** Adds declarations to an outer scope. Devices and files share their names, because `mmap NAME` takes both. */
export function declare({ devices, files }: Declarations, outer: Declared, report: Report): Declared {
  if (devices.length + files.length === 0) return outer;
  const names = new Map<string, Word>();
  for (const scope of [outer.devices, outer.files])
    for (const [name, { node }] of scope) names.set(name, node.name);
  const fresh = <N extends { readonly name: Word }>(kind: string, nodes: readonly N[]) =>
    nodes.filter((node) => isFresh(kind, node.name, names, report));
  return {
    devices: extended(outer.devices, fresh('device', devices)),
    files: extended(outer.files, fresh('file', files)),
  };
}

/** Whether a name is new; a second declaration is reported with the first. */
export function isFresh(kind: string, name: Word, names: Map<string, Word>, report: Report): boolean {
  const first = names.get(name.text);
  if (first) {
    report('PL2006', name.span, { kind, name: name.text }, [{ message: 'first here', span: first.span }]);
    return false;
  }
  names.set(name.text, name);
  return true;
}

function extended<N extends { readonly name: Word }>(
  outer: ReadonlyMap<string, DeclaredOne<N>>,
  nodes: readonly N[],
): ReadonlyMap<string, DeclaredOne<N>> {
  return new Map([...outer, ...nodes.map((node) => [node.name.text, { node, used: false }] as const)]);
}

/** Says which declarations nothing uses. */
export function reportUnused({ devices, files }: Declared, file: string, report: Report): void {
  for (const { node, used } of devices.values()) {
    const example = `${node.name.text}.${node.regions[0]?.name.text ?? 'bar0'}`;
    if (!used) reportOneUnused('device', node.name, example, file, report);
  }
  for (const { node, used } of files.values())
    if (!used) reportOneUnused('file', node.name, node.name.text, file, report);
}

function reportOneUnused(
  kind: string,
  { text, span }: Word,
  example: string,
  file: string,
  report: Report,
): void {
  if (span.file === file) report('PL2015', span, { kind, name: text, example });
}
