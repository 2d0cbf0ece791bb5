/**
 * A path as it is written in a file, relative to that file's folder: `a/b.scn` and `../maps/x` give `maps/x`.
 * Absolute paths stay as they are. Both kinds of slash separate.
 */
export function resolvePath(file: string, written: string): string {
  const path = written.replaceAll('\\', '/');
  if (path.startsWith('/') || /^[A-Za-z]:\//.test(path)) return normalise(path);
  const folder = file.replaceAll('\\', '/').split('/').slice(0, -1).join('/');
  return normalise(folder === '' && !file.startsWith('/') ? path : `${folder}/${path}`);
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
