import { existsSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { isBelow } from '../language/check/paths.ts';
import { CONFIG_FILE } from './config.ts';
import { readText, type TextFile } from './read-text.ts';

/** What marks the folder of a project. */
const MARKS = ['.git', 'package.json', CONFIG_FILE];

/**
 * The project that a scenario file belongs to: the nearest folder around it with a `.git`, a `package.json` or a
 * configuration; else the current folder where the file is below it, else the file's own folder. Absolute.
 */
export function projectOf(file: string, cwd = process.cwd()): string {
  const place = path.resolve(cwd, file);
  const own = path.dirname(place);
  for (let folder = own; ; folder = path.dirname(folder)) {
    if (MARKS.some((mark) => existsSync(path.join(folder, mark)))) return folder;
    if (folder === path.dirname(folder)) return isBelow(cwd, place) ? cwd : own;
  }
}

/**
 * Reads a text file that another file names, like {@link readText}; refused where a link leads from inside the file's
 * project to outside of it, and where it is a pipe: a text does not decide what the program waits for.
 */
export function readProjectText(place: string, project = projectOf(place)): TextFile {
  try {
    if (isBelow(project, place) && !isBelow(realpathSync(project), realpathSync(place)))
      return { error: `it is a link that leads out of the project ${project}` };
    if (statSync(place).isFIFO()) return { error: 'it is a pipe, not a file' };
  } catch {
    // There is no such file: reading it says so.
  }
  return readText(place);
}
