import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { PolicyDefinition } from '../policies/policy.ts';
import { checkDefinition } from './check-definition.ts';
import { PluginError } from './plugin-error.ts';

/** A policy from a file. */
export interface LoadedPlugin {
  readonly definition: PolicyDefinition;
  /** The file as it was named. */
  readonly file: string;
  /** SHA-256 of the file, hexadecimal. */
  readonly hash: string;
}

/**
 * Loads one policy from a JavaScript or TypeScript file. `import … from 'policy-lab'` inside it is this very program.
 * @param library - what `policy-lab` exports.
 * @param taken - ids that other policies have.
 * @throws PluginError where the file cannot be read, does not load, or exports no policy.
 */
export async function loadPlugin(
  file: string,
  library: Readonly<Record<string, unknown>>,
  taken: ReadonlySet<string>,
): Promise<LoadedPlugin> {
  const path = resolve(file);
  const hash = createHash('sha256').update(read(file, path)).digest('hex');
  const { createJiti } = await import('jiti');
  const jiti = createJiti(import.meta.url, {
    virtualModules: { 'policy-lab': library },
    fsCache: false,
    moduleCache: false,
  });
  let exported: unknown;
  try {
    exported = await jiti.import(path, { default: true });
  } catch (error) {
    throw new PluginError(
      file,
      `does not load: ${error instanceof Error ? error.message : String(error)}`,
      'run it with node to see more',
    );
  }
  return { definition: checkDefinition(exported, file, taken), file, hash };
}

function read(file: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason =
      code === 'ENOENT'
        ? 'there is no such file'
        : code === 'EISDIR'
          ? 'is a folder'
          : `cannot be read (${code})`;
    throw new PluginError(file, reason, 'give the path of one .js or .ts file');
  }
}
