import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A source file of the project. */
export interface SourceFile {
  /** Relative to the project, with slashes. */
  readonly path: string;
  readonly text: string;
  /** What it imports, as written. */
  readonly imports: readonly string[];
}

/** All TypeScript files of these folders. */
export function sourceFiles(...folders: readonly string[]): readonly SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => read(path.posix.join(folder, name.split(path.sep).join('/')))),
  );
}

function read(file: string): SourceFile {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  const imports = [...text.matchAll(/(?:^|\n)\s*(?:import|export)\b[^'";]*?from\s*'([^']+)'/g)].map(
    (match) => match[1]!,
  );
  const bare = [...text.matchAll(/(?:^|\n)import '([^']+)'|\bimport\('([^']+)'\)/g)].map(
    (match) => (match[1] ?? match[2])!,
  );
  return { path: file, text, imports: [...imports, ...bare] };
}

/** Folder of the road that a file stands in: `mm` for `src/mm/vma.ts`, `grammar` for all of the grammar. */
export function stageOf(file: string): string {
  const [top = '', second = ''] = file.split('/');
  return top === 'src' && file.split('/').length > 2 ? second : top;
}

/** The project's own files that a file imports. */
export function ownImports({ path: from, imports }: SourceFile): readonly string[] {
  return imports
    .filter((name) => name.startsWith('.'))
    .map((name) => path.posix.normalize(path.posix.join(path.posix.dirname(from), name)));
}
