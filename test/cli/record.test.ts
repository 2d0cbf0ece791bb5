import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findTool } from '../../src/lab/find-tool.ts';
import { holdsProgram } from '../../src/lab/record-program.ts';
import { notModelled } from '../../src/lab/this-machine.ts';
import { trimLog } from '../../src/lab/trim-log.ts';
import { temporaryFolder } from '../lab/temporary-folder.ts';
import { runCli } from './run-cli.ts';

const tools = ['strace', 'setarch', 'true', 'sh'].filter((name) => findTool(name) === undefined);
const missing = notModelled() ?? (tools.length > 0 ? `no ${tools.join(', ')}` : undefined);

describe.skipIf(missing !== undefined)(
  `record${missing === undefined ? '' : ` (skipped: ${missing})`}`,
  () => {
    it('makes the four files of one run, which replay without a difference', async () => {
      const folder = temporaryFolder();
      const recorded = await runCli(folder, [
        'record',
        '-o',
        'run',
        '--hold',
        '1000',
        '--',
        'sh',
        '-c',
        'exec true',
      ]);
      expect(recorded.err).toContain('recorded run.maps, run.strace, run.after, run.json');
      expect(recorded.code).toBe(0);
      expect(readFileSync(path.join(folder, 'run.strace'), 'utf8')).toMatch(/^\d+ +execve\(".*true"/);
      const replayed = await runCli(folder, ['replay', 'run.strace']);
      expect(replayed.out).toMatch(
        /^vmas: \d+ as recorded, 0 not.*\nplacements: \d+ as recorded, 0 not, \d+ fixed\n$/,
      );
      const what = await runCli(folder, ['replay', 'run.strace', '--policy', 'all']);
      expect(what.code).toBe(0);
    });

    it('says what is missing', async () => {
      const folder = temporaryFolder();
      expect((await runCli(folder, ['record'])).err).toContain('which program?');
      const unknown = await runCli(folder, ['record', '--', 'no-such-program-anywhere']);
      expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining('there is no program')]);
      expect(existsSync(path.join(folder, 'no-such-program-anywhere.strace'))).toBe(false);
    });
  },
);

it('a snapshot of another program than the one that the log begins with is refused', () => {
  const program = realpathSync(process.execPath);
  const folder = temporaryFolder({ script: '#!/bin/sh\n' });
  const holds = (file: string) =>
    holdsProgram(`0-1 r--p 0 0:0 1 ${program}\n`, `7 execve("${file}", []`, folder);
  expect(
    ['script', 'missing', process.execPath, path.join(import.meta.dirname, 'run-cli.ts')].map(holds),
  ).toEqual([...[true, true, true, false]]);
});

describe('a log', () => {
  it('is cut down to the last program of its first process', () => {
    const log = [
      '7 execve("/usr/bin/setarch", [...], 0x7f) = 0',
      '7 execve("/bin/sh", [...], 0x7f) = 0 (DELAYED)',
      '8 brk(NULL) = 0x1000',
      '7 execve("/a/true", [...], 0x7f) = -1 ENOENT (No such file or directory)',
      '7 execve("/bin/true", [...], 0x7f) = 0 (DELAYED)',
      '8 brk(0x2000) = 0x2000',
      '7 brk(NULL) = 0x3000',
      '',
    ].join('\n');
    expect(trimLog(log)).toEqual({
      text: '7 execve("/bin/true", [...], 0x7f) = 0 (DELAYED)\n7 brk(NULL) = 0x3000\n',
      before: 2,
      failedAfter: 0,
      pid: '7',
    });
  });
});
