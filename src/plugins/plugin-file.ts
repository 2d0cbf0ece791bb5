import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { PluginError } from './plugin-error.ts';

/**
 * The file that a plug-in's name means: a path relative to a folder, or the entry of a package that is installed there.
 * @throws PluginError where there is neither.
 */
export async function pluginFile(name: string, cwd: string): Promise<string> {
  const file = path.resolve(cwd, name);
  if (!isPackageName(name) || existsSync(file)) return file;
  const { createJiti } = await import('jiti');
  const from = pathToFileURL(`${cwd}${path.sep}`).href;
  const entry = createJiti(from).esmResolve(name, { try: true });
  if (entry?.startsWith('file:')) return fileURLToPath(entry);
  throw new PluginError(
    name,
    'there is no such file, and no package of that name is installed in this folder or above',
    `write ./${name} for a file; npm install ${name} for a package`,
  );
}

/** `name`, `@scope/name`, with a path inside the package or without; a file's name ends in .js or .ts. */
function isPackageName(name: string): boolean {
  return /^(@[\w.-]+\/)?\w[\w.-]*(\/[\w./-]+)?$/.test(name) && !/\.[cm]?[jt]s$/.test(name);
}
