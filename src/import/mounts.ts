import { type ImportProblem, ImportProblems } from './problems.ts';

/** One mount: mount point, file system type, options. */
export type Mount = readonly [point: string, fs: string, options: string];

/** Reads /proc/self/mounts: `DEVICE POINT TYPE OPTIONS 0 0`, with octal escapes for blanks. */
export function readMounts(text: string): {
  readonly mounts: readonly Mount[];
  readonly problems: readonly ImportProblem[];
} {
  const mounts: Mount[] = [];
  const problems = new ImportProblems();
  text.split('\n').forEach((line, i) => {
    if (line.trim() === '' || line.startsWith('#')) return;
    const [, point, fs, options] = line.split(/\s+/);
    if (point?.startsWith('/') && fs !== undefined && options !== undefined)
      mounts.push([unescaped(point), fs, options]);
    else
      problems.add({
        line: i + 1,
        message: 'not a line of /proc/self/mounts (DEVICE POINT TYPE OPTIONS 0 0)',
      });
  });
  return { mounts, problems: problems.list() };
}

/** What a log's paths are taken for where nobody gives a mount table. */
export const DEFAULT_MOUNTS: readonly Mount[] = [
  ['/', 'ext4', ''],
  ['/dev', 'devtmpfs', ''],
  ['/dev/shm', 'tmpfs', 'huge=never'],
  ['/proc', 'proc', ''],
  ['/sys', 'sysfs', ''],
];

function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
}
