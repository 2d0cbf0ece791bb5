import { describe, expect, it } from 'vitest';
import { readStrace } from '../../src/import/strace.ts';

/** The calls of a log without their places. */
function calls(...lines: string[]) {
  return readStrace(`${lines.join('\n')}\n`).calls.map(({ line, endLine, ...rest }) => rest);
}

describe('strace forms', () => {
  it('reads pids with and without brackets, times, decimal and hexadecimal lengths, (nil) and NULL', () => {
    const log = readStrace(
      [
        'mmap(NULL, 8192, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = 0x7ffff7fc0000',
        '[pid  42] mmap((nil), 0x2000, PROT_READ, MAP_ANONYMOUS|MAP_PRIVATE, -1, 0) = 0x7ffff7fbe000',
        '43 mmap(NULL, 8192, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS, 4294967295, 0) = 0x7ffff7fbc000',
        '43 12:00:01.123456 munmap(0x7ffff7fbc000, 8192) = 0 <0.000012>',
        '43 1700000000.5 brk(NULL) = 0x555555559000',
        '',
      ].join('\n'),
    );
    expect(log.problems).toEqual([]);
    expect(log.calls.map(({ pid, call }) => `${pid} ${call}`)).toEqual([
      ' mmap',
      '42 mmap',
      '43 mmap',
      '43 munmap',
      '43 brk',
    ]);
    expect(log.calls.slice(0, 3).every((call) => call.call === 'mmap' && call.length === 8192)).toBe(true);
  });

  it('reads paths with commas, brackets, arrows, blanks and escapes', () => {
    const paths = ['/a,b/c(d)', '/x>y', '/with blank', '/q"uote', 'anon_inode:[vfio-device]'];
    for (const path of paths) {
      const [call] = calls(`mmap(NULL, 4096, PROT_READ, MAP_SHARED, 5<${path}>, 0x1000) = 0x7ffff7fc0000`);
      expect(call).toMatchObject({ call: 'mmap', descriptor: { number: 5, path }, offset: 0x1000 });
    }
    const [deleted] = calls(
      'mmap(NULL, 4096, PROT_READ, MAP_SHARED, 5</t\\303\\244st>(deleted), 0) = 0x7ffff7fc0000',
    );
    expect(deleted).toMatchObject({ descriptor: { path: '/täst' } });
  });

  it('passes over strings with anything in them, signals, exits and other calls', () => {
    const log = readStrace(
      [
        'write(1, "a, b) = 3 \\" [{(", 12) = 12',
        '--- SIGCHLD {si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=7} ---',
        'strace: Process 7 attached',
        '7 futex(0x7f, FUTEX_WAIT, 2, NULL <unfinished ...>',
        '7 ????( <unfinished ...>',
        '+++ exited with 0 +++',
        '',
      ].join('\n'),
    );
    expect(log.problems).toEqual([]);
    expect(log.calls.map(({ call }) => call)).toEqual(['exit']);
  });

  it('reads errors, bare errors and answers that never came', () => {
    const results = calls(
      'mmap(NULL, 0, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = -1 EINVAL (Invalid argument)',
      'munmap(0x1000, 4096) = -1',
      'munmap(0x1000, 4096) = ?',
      'execve("/x", ["x", "a,b"], 0x7ffe /* 3 vars */) = 0 (DELAYED)',
    ).map(({ result }) => result);
    expect(results).toEqual([{ error: 'EINVAL' }, { error: '' }, undefined, { value: 0 }]);
  });

  it('joins calls that were split, and hands overlapping ones on together', () => {
    const { groups, problems } = readStrace(
      [
        '1 mmap(NULL, 4096, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0 <unfinished ...>',
        '2 munmap(0x7ffff7fbc000, 8192 <unfinished ...>',
        '1 <... mmap resumed>) = 0x7ffff7fc0000',
        '2 <... munmap resumed>) = 0',
        '2 brk(NULL) = 0x555555559000',
        '',
      ].join('\n'),
    );
    expect(problems).toEqual([]);
    expect(groups.map((group) => group.map(({ call, line, endLine }) => [call, line, endLine]))).toEqual([
      [
        ['mmap', 1, 3],
        ['munmap', 2, 4],
      ],
      [['brk', 5, 5]],
    ]);
  });

  it('tells threads from forked children', () => {
    const shares = calls(
      'clone(child_stack=0x7f, flags=CLONE_VM|CLONE_FS|CLONE_THREAD, parent_tid=[9]) = 9',
      'clone3({flags=CLONE_VM|CLONE_VFORK, exit_signal=SIGCHLD, stack=0x7f, stack_size=0x9000}, 88) = 10',
      'clone(child_stack=NULL, flags=CLONE_CHILD_SETTID|SIGCHLD, child_tidptr=0x7f) = 11',
      'fork() = 12',
      'vfork() = 13',
    ).map((call) => call.call === 'clone' && call.sharesMemory);
    expect(shares).toEqual([true, true, false, false, true]);
  });
});

describe('what cannot be read', () => {
  it('is named with its line', () => {
    const { problems } = readStrace('brk(NULL) = 0x1000\nhello world\nmmap(1, x) = 0\n');
    expect(problems.map(({ line }) => line)).toEqual([2, 3]);
  });

  it('ends the log, where it is a last line without its end', () => {
    const { problems, calls: read } = readStrace('brk(NULL) = 0x1000\nmmap(NULL, 40');
    expect(read).toHaveLength(1);
    expect(problems).toEqual([{ line: 2, message: expect.stringContaining('cut off'), severity: 'warning' }]);
  });

  it('is counted beyond the first thousand', () => {
    const { problems } = readStrace('noise\n'.repeat(5000));
    expect(problems).toHaveLength(1001);
    expect(problems.at(-1)?.message).toBe('4000 more lines could not be read');
  });
});
