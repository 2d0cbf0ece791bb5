import { execFileSync, spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Fault } from './fault.ts';
import { ending, must, mustBeRight, mustRefuse, mustResume, RUN, runFolder } from './run-folder.ts';

/** A small disk in memory; only root can make one. */
class SmallDisk {
  readonly folder = mkdtempSync(path.join(os.tmpdir(), 'policy-lab-disk-'));

  constructor(kibibytes: number) {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kibibytes}k`, 'tmpfs', this.folder]);
  }

  remount(options: string): void {
    execFileSync('mount', ['-o', `remount,${options}`, this.folder]);
  }

  remove(): void {
    execFileSync('umount', ['--lazy', this.folder]);
    rmSync(this.folder, { recursive: true });
  }
}

function noDisk(): string | undefined {
  if (process.getuid?.() !== 0) return 'only root can mount a small disk';
  const folder = mkdtempSync(path.join(os.tmpdir(), 'policy-lab-disk-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]);
  if (status === 0) spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true, force: true });
  return status === 0 ? undefined : 'this machine lets nobody mount a small disk';
}

async function onDisk(kibibytes: number, use: (disk: SmallDisk) => Promise<void>): Promise<void> {
  const disk = new SmallDisk(kibibytes);
  try {
    await use(disk);
  } finally {
    disk.remove();
  }
}

const FULL = /no space is left/;

/** What else writes files, with where it writes and what stood there before. */
const WRITERS: readonly (readonly [args: readonly string[], old: string | undefined])[] = [
  [['report', '--out', 'report.html'], 'report.html'],
  [['figures', '--quiet'], undefined],
  [['export', '--quiet'], undefined],
  [['fmt', 'long.scn'], 'long.scn'],
];

/** A file whose formatted text is longer than what is left on a full disk. */
const LONG = `language 1\n${Array.from({ length: 3000 }, (_, i) => `machine m${i} {stack_limit 8M aslr off}`).join('\n')}\n`;

/** Disks that are full, read-only, or gone. */
export const DISKS: readonly Fault[] = [
  {
    name: 'a disk that gets full during a run',
    promise: 'says so, keeps finished trials; with room, `--resume` gives the bytes of an undisturbed run',
    tries: { short: 2, long: 24 },
    unless: noDisk,
    attempt: (share) =>
      onDisk(12 + Math.round(share * 600), async (disk) => {
        const cwd = runFolder(disk.folder);
        const end = await ending(cwd, RUN);
        if (end.code !== 0) mustRefuse(end, 1, FULL);
        disk.remount('size=64m');
        await mustResume(cwd);
      }),
  },
  {
    name: 'a disk that is full when a report, figures, Parquet or a formatted file is written',
    promise: 'says so; what stood there before is untouched',
    tries: { short: 1, long: 8 },
    unless: noDisk,
    attempt: (share) =>
      onDisk(64 * 1024, async (disk) => {
        const [args, old] = WRITERS[Math.floor(share * WRITERS.length)]!;
        const cwd = runFolder(disk.folder, { 'long.scn': LONG, 'report.html': 'the old one' });
        must((await ending(cwd, RUN)).code === 0, 'the run fails');
        const before = old && readFileSync(path.join(cwd, old), 'utf8');
        spawnSync('dd', ['if=/dev/zero', `of=${path.join(disk.folder, 'fill')}`, 'bs=4k']);
        mustRefuse(await ending(cwd, args), 1, FULL);
        must(
          old === undefined || readFileSync(path.join(cwd, old), 'utf8') === before,
          `${old} is not as it was`,
        );
        rmSync(path.join(disk.folder, 'fill'));
        await mustBeRight(cwd, ['long.scn', 'report.html']);
        const end = await ending(cwd, args);
        must(end.code === 0, 'it does not work with room either', end);
      }),
  },
  {
    name: 'a folder that is read-only',
    promise: 'is refused before anything is run, with exit code 1',
    tries: { short: 1, long: 4 },
    unless: noDisk,
    attempt: (share) =>
      onDisk(4096, async (disk) => {
        const cwd = runFolder(disk.folder);
        const later = share >= 0.5;
        if (later) must((await ending(cwd, RUN)).code === 0, 'the run fails');
        disk.remount('ro');
        mustRefuse(await ending(cwd, later ? [...RUN, '--force'] : RUN), 1, /file system is read-only/);
        disk.remount('rw');
        if (later) await mustBeRight(cwd);
        else must(!existsSync(path.join(cwd, 'results')), 'it wrote results');
      }),
  },
  {
    name: 'no such folder, a file in its place, or one of /proc',
    promise: 'is made where that can be, and refused otherwise',
    tries: { short: 3, long: 3 },
    attempt: async (share, keep) => {
      const cwd = keep(runFolder(os.tmpdir(), { file: '' }));
      if (share < 1 / 3) {
        const end = await ending(cwd, [...RUN, '--out', 'deep/in/new/folders']);
        must(
          end.code === 0 && existsSync(path.join(cwd, 'deep/in/new/folders/manifest.json')),
          'not made',
          end,
        );
      } else if (share < 2 / 3) {
        mustRefuse(await ending(cwd, [...RUN, '--out', 'file']), 2, /is a file, not a folder/);
        mustRefuse(await ending(cwd, [...RUN, '--out', 'file/x']), 1, /part of its path is not a folder/);
      } else mustRefuse(await ending(cwd, [...RUN, '--out', '/proc/x']), 1, /no such file/);
    },
  },
  {
    name: 'an input that is a folder, a device, a pipe in an include, missing, or 1 TiB long',
    promise: 'is named and refused at once, in little memory',
    tries: { short: 6, long: 6 },
    attempt: async (share, keep) => {
      const cwd = keep(
        runFolder(os.tmpdir(), {
          'p.scn': 'language 1\ninclude "pipe.scn"\nscenario "s" { mmap anon of 4K }\n',
        }),
      );
      spawnSync('mkfifo', [path.join(cwd, 'pipe.scn')]);
      const huge = path.join(cwd, 'huge.scn');
      writeFileSync(huge, '');
      truncateSync(huge, 2 ** 40);
      const cases: readonly (readonly [readonly string[], number, RegExp])[] = [
        [['check', '/dev/zero'], 1, /it is a device, not a file/],
        [['import', 'maps', '/dev/zero'], 2, /it is a device, not a file/],
        [['import', 'lspci', cwd], 2, /it is a folder/],
        [['check', 'p.scn'], 1, /it is a pipe, not a file/],
        [['check', 'huge.scn'], 1, /it has more than 256 MiB/],
        [['run', 'nothing.scn'], 2, /there is no file 'nothing\.scn'/],
      ];
      const [args, code, reason] = cases[Math.floor(share * cases.length)]!;
      mustRefuse(await ending(cwd, args), code, reason);
    },
  },
  {
    name: 'standard output on a full disk, closed, or a closed pipe',
    promise: 'a lost output is told (exit code 1); `| head` and a closed one are no failure; nothing is left',
    tries: { short: 2, long: 12 },
    attempt: async (share, keep) => {
      const cwd = keep(runFolder());
      must((await ending(cwd, RUN)).code === 0, 'the run fails');
      const [args, piped] = LONG_OUTPUT[Math.floor(share * LONG_OUTPUT.length)]!;
      const shown = await ending(cwd, args);
      must(shown.code === 0 && shown.out.split('\n').length > 3, 'it prints little', shown);
      if (piped) {
        await throughHead(cwd, args);
        await mustBeRight(cwd);
        return;
      }
      const full = openSync('/dev/full', 'w');
      mustRefuse(await ending(cwd, args, { stdio: ['ignore', full, 'pipe'] }), 1, FULL);
      closeSync(full);
    },
  },
];

const LONG_OUTPUT: readonly (readonly [readonly string[], boolean])[] = [
  [['policy', 'list'], false],
  [['run', 'a.scn', '--policy', 'linux,gunthorpe-start-pfn', '--format', 'json', '--force'], true],
  [['plan', 'a.scn', '--list'], true],
  [['explain', 'linux'], true],
  [['policy', 'list'], true],
  [['import', 'maps', '/proc/self/maps'], true],
];

/** Runs a command whose reader closes after its first bytes. */
async function throughHead(cwd: string, args: readonly string[]): Promise<void> {
  const { startProgram } = await import('../cli/program.ts');
  const { child, ended } = startProgram(cwd, args);
  child.stdout!.once('data', () => child.stdout!.destroy());
  const end = await ended;
  must(end.code === 0, 'a reader that has seen enough is a failure', end);
  must(!/EPIPE|\n\s+at /.test(end.err), 'it speaks of the pipe', end);
}
