import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';

/** A program that was loaded, and the script to take its compiled code from. */
export interface CompiledProgram {
  readonly exports: unknown;
  readonly script: vm.Script;
}

/** Where the compiled code of a program stands. */
export function compiledCodeFile(file: string): string {
  return `${file}.compiled`;
}

/**
 * Loads a CommonJS file that was bundled to one, with its compiled code beside it.
 * @returns undefined where there is none, or where it is of another version of Node.
 */
export function compiledProgram(file: string, require: NodeJS.Require): CompiledProgram | undefined {
  const compiled = compiledCodeFile(file);
  return existsSync(compiled) ? loadScript(file, require, readFileSync(compiled)) : undefined;
}

/** Loads a CommonJS file as a script; undefined where compiled code is given and does not fit it. */
export function loadScript(
  file: string,
  require: NodeJS.Require,
  cachedData?: Buffer,
): CompiledProgram | undefined {
  const text = readFileSync(file, 'utf8');
  const script = new vm.Script(`(function (exports, require, module, __filename, __dirname) {${text}\n})`, {
    filename: file,
    cachedData,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  if (script.cachedDataRejected) return undefined;
  const module = { exports: {} };
  script.runInThisContext()(module.exports, require, module, file, path.dirname(file));
  return { exports: module.exports, script };
}
