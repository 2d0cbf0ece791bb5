import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sourceLoader } from '../../src/plugins/source-loader.ts';
import { READERS } from './readers/all-readers.ts';
import { type Find, HANG_MS, inputAt, type Tally } from './try-reader.ts';

/** What the process that reads is told. */
export interface Task {
  readonly reader: string;
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  /** Tell of every input before it is read, not now and then: to find the one that hangs. */
  readonly careful: boolean;
}

/** What it tells. */
export type News =
  | { readonly tell: 'at'; readonly index: number; readonly tally: Tally; readonly peakBytes: number }
  | { readonly tell: 'find'; readonly find: Find }
  | { readonly tell: 'done'; readonly tally: Tally; readonly peakBytes: number };

/** What a reader did with all its inputs. */
export interface Outcome {
  readonly tally: Tally;
  readonly finds: readonly Find[];
  readonly peakBytes: number;
  readonly seconds: number;
}

/** Inputs among which one that hangs is looked for, one by one. */
const SEARCHED = 20_000;

/** MiB of JavaScript memory for the process that reads: more is a find. */
const HEAP_MEBIBYTES = 512;

/**
 * Tries a reader in a process of its own, which may hang or die: that is a find, and it goes on behind it.
 * @param until - milliseconds of performance.now() at which it ends in any case.
 */
export async function watchReader(
  name: string,
  seed: number,
  count: number,
  found: (find: Find) => void,
  until = Number.POSITIVE_INFINITY,
): Promise<Outcome> {
  const began = performance.now();
  const total: Tally = { inputs: 0, bytes: 0, accepted: 0, rejected: 0, slowestMs: 0, finds: 0 };
  const finds: Find[] = [];
  let peakBytes = 0;
  const note = (find: Find) => {
    finds.push(find);
    found(find);
  };
  let careful = false;
  for (let from = 0; from < count && performance.now() < until; ) {
    const to = careful ? Math.min(count, from + SEARCHED) : count;
    const part = await watchPart({ reader: name, seed, from, to, careful }, note, until);
    add(total, part.tally);
    peakBytes = Math.max(peakBytes, part.peakBytes);
    if (part.why === undefined) {
      from = part.late ? count : to;
      careful = false;
    } else if (careful) {
      const reader = READERS.find((each) => each.name === name)!;
      note({ reader: name, index: part.at, input: inputAt(reader, seed, part.at), why: part.why });
      total.finds++;
      from = part.at + 1;
      careful = false;
    } else {
      from = part.at;
      careful = true;
    }
  }
  return { tally: total, finds, peakBytes, seconds: (performance.now() - began) / 1000 };
}

interface Part {
  readonly tally: Tally;
  readonly peakBytes: number;
  /** The last input that it told of. */
  readonly at: number;
  /** Why it did not come to its end. */
  readonly why?: string;
  readonly late?: boolean;
}

function watchPart(task: Task, found: (find: Find) => void, until: number): Promise<Part> {
  const child = fork(fileURLToPath(new URL('./reading-process.ts', import.meta.url)), [], {
    execArgv: ['--import', sourceLoader(), `--max-old-space-size=${HEAP_MEBIBYTES}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return new Promise((resolve) => {
    let last: Omit<Part, 'why'> = {
      tally: { inputs: 0, bytes: 0, accepted: 0, rejected: 0, slowestMs: 0, finds: 0 },
      peakBytes: 0,
      at: task.from,
    };
    let heard = Number.POSITIVE_INFINITY;
    const end = (part: Part) => {
      clearInterval(watch);
      child.removeAllListeners();
      child.kill('SIGKILL');
      resolve(part);
    };
    const watch = setInterval(() => {
      if (performance.now() > until) end({ ...last, late: true });
      else if (processorMs(child.pid!) - heard > 2 * HANG_MS)
        end({ ...last, why: `hangs: longer than ${HANG_MS} ms` });
    }, 500);
    child.on('message', (news: News) => {
      heard = processorMs(child.pid!);
      if (news.tell === 'find') found(news.find);
      else if (news.tell === 'at')
        last = { tally: { ...news.tally }, peakBytes: news.peakBytes, at: news.index };
      else end({ tally: news.tally, peakBytes: news.peakBytes, at: task.to });
    });
    child.on('exit', (code, signal) => end({ ...last, why: `ends its process (${code ?? signal})` }));
    child.send(task);
  });
}

/** Milliseconds that a process has had of the processor (proc(5): fields 14 and 15, in hundredths of a second). */
function processorMs(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return 0;
  }
}

function add(total: Tally, part: Tally): void {
  for (const key of ['inputs', 'bytes', 'accepted', 'rejected', 'finds'] as const) total[key] += part[key];
  total.slowestMs = Math.max(total.slowestMs, part.slowestMs);
}
