/**
 * A path as it is written in a file, relative to that file's folder: `a/b.scn` and `../maps/x` give `maps/x`.
 * Absolute paths stay as they are. Both kinds of slash separate.
 */
export function resolvePath(file: string, written: string): string {
  const path = written.replaceAll('\\', '/');
  if (isAbsolute(path)) return normalise(path);
  const folder = file.replaceAll('\\', '/').split('/').slice(0, -1).join('/');
  return normalise(folder === '' && !file.startsWith('/') ? path : `${folder}/${path}`);
}

/** Whether a path says where it begins: `/a`, `C:\\a`. */
export function isAbsolute(path: string): boolean {
  return /^(?:[A-Za-z]:)?[\\/]/.test(path);
}

/** Whether a resolved path lies in a folder. Both are absolute, or relative to one place. */
export function isBelow(folder: string, path: string): boolean {
  const root = normalise(folder.replaceAll('\\', '/'));
  if (root !== '' && !/^(?:\.\.\/?)+$/.test(root))
    return path.startsWith(root.endsWith('/') ? root : `${root}/`);
  return !isAbsolute(path) && stepsOut(path) <= stepsOut(root);
}

/** How many folders a relative path goes up. */
function stepsOut(path: string): number {
  return path.split('/').filter((part) => part === '..').length;
}

function normalise(path: string): string {
  const absolute = path.startsWith('/');
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (part !== '..' || !absolute) kept.push(part);
  }
  return `${absolute ? '/' : ''}${kept.join('/')}`;
}
