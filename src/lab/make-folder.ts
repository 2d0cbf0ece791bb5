import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes a folder, and those above it that do not exist. Node's own way of this never ends where the system says that
 * there is no such place although its parent is there, as in /proc.
 * @throws errors of the operating system.
 */
export function makeFolder(place: string): void {
  const parent = path.dirname(place);
  if (parent !== place && !existsSync(parent)) makeFolder(parent);
  try {
    mkdirSync(place);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !existsSync(place)) throw error;
  }
}
