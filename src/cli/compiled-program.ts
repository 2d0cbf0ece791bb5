import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';

/** A program that was loaded, and the script to take its compiled code from. */
export interface CompiledProgram {
  readonly exports: unknown;
  readonly script: vm.Script;
}

/** What the bundle calls for the packages that stay outside of it: compiled code of a script cannot import by itself. */
export const OUTSIDE_IMPORT = 'importOutside';

const PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname', OUTSIDE_IMPORT];

/** A CommonJS text as the function that {@link compiledProgram} calls. */
export function programText(text: string): string {
  return `(function (${PARAMETERS.join(', ')}) {${text}\n})`;
}

/** Where the compiled code of a program stands. */
export function compiledCodeFile(file: string): string {
  return `${file}.compiled`;
}

/**
 * Loads a program that was bundled to one CommonJS file and written as a function, with the compiled code beside it;
 * without, where there is none or where it is of another text or version of Node.
 * @param importOutside - imports a package that stayed outside of the bundle.
 */
export function compiledProgram(
  file: string,
  importOutside: (name: string) => Promise<unknown>,
): CompiledProgram {
  const code = compiledCodeFile(file);
  const script = new vm.Script(readFileSync(file, 'utf8'), {
    filename: file,
    cachedData: existsSync(code) ? readFileSync(code) : undefined,
  });
  const module = { exports: {} };
  const run = script.runInThisContext() as (...given: unknown[]) => void;
  run(module.exports, createRequire(file), module, file, path.dirname(file), importOutside);
  return { exports: module.exports, script };
}
