import type { LoggedCall } from '../import/strace.ts';
import type { RecordedProcesses } from './recorded-processes.ts';
import { Tally } from './recorded-tally.ts';

/** States of a group that are tried before the search for its order is given up. */
const MOST_TRIED = 20_000;

/**
 * The order in which the kernel did calls that overlap in a log. Each took effect somewhere between its two lines, so
 * neither the begins nor the ends give the order; but only few orders give every call the answer that the log has,
 * and the memory that they leave is the same. The first such order is found by trying calls as they were begun. Where
 * there is none, the calls stand in the order of their begins, since a call takes effect soon after its begin.
 */
export function orderOf(processes: RecordedProcesses, group: readonly LoggedCall[]): readonly LoggedCall[] {
  if (group.length < 2) return group;
  return new OrderSearch(group).from(processes) ?? begunOrder(group);
}

class OrderSearch {
  readonly #group: readonly LoggedCall[];
  /** Sets of calls already made from which no order leads on: how they were made does not matter. */
  readonly #dead = new Set<string>();
  #tried = 0;

  constructor(group: readonly LoggedCall[]) {
    this.#group = group;
  }

  from(processes: RecordedProcesses): LoggedCall[] | undefined {
    const tally = new Tally(0);
    return this.#search(processes.copy(tally), tally, [...this.#group]);
  }

  /** An order of the calls that are left; `processes` is used up. */
  #search(processes: RecordedProcesses, tally: Tally, left: LoggedCall[]): LoggedCall[] | undefined {
    const made: LoggedCall[] = [];
    let waiting = left;
    while (waiting.length > 0) {
      const ready = readyOf(waiting);
      if (ready.length !== 1) {
        const rest = this.#branch(processes, waiting, ready);
        return rest && [...made, ...rest];
      }
      const [call] = ready as [LoggedCall];
      processes.run(call);
      if (tally.different > 0) return undefined;
      made.push(call);
      waiting = waiting.filter((other) => other !== call);
    }
    return made;
  }

  #branch(
    processes: RecordedProcesses,
    waiting: readonly LoggedCall[],
    ready: readonly LoggedCall[],
  ): LoggedCall[] | undefined {
    const key = waiting.map(({ line }) => line).join(' ');
    if (this.#dead.has(key)) return undefined;
    for (const call of [...ready.filter(isChosen), ...ready.filter((other) => !isChosen(other))]) {
      if (++this.#tried > MOST_TRIED) return undefined;
      const tally = new Tally(0);
      const trial = processes.copy(tally);
      trial.run(call);
      if (tally.different > 0) continue;
      const rest = this.#search(
        trial,
        tally,
        waiting.filter((other) => other !== call),
      );
      if (rest) return [call, ...rest];
    }
    this.#dead.add(key);
    return undefined;
  }
}

/** Calls by their begins, each after the clone that made its process. */
function begunOrder(group: readonly LoggedCall[]): LoggedCall[] {
  const order: LoggedCall[] = [];
  let waiting = [...group];
  while (waiting.length > 0) {
    const next = readyOf(waiting)[0] ?? waiting[0]!;
    order.push(next);
    waiting = waiting.filter((call) => call !== next);
  }
  return order;
}

/** Calls before which none of the others must come: those that returned before, and the clone of the process. */
function readyOf(waiting: readonly LoggedCall[]): LoggedCall[] {
  const firstEnd = Math.min(...waiting.map(({ endLine }) => endLine));
  const makers = new Set(waiting.map(childOf));
  const seen = new Set<string>();
  return waiting.filter(({ line, endLine, pid }) => {
    const first = !seen.has(pid);
    seen.add(pid);
    return first && (line <= firstEnd || endLine === firstEnd) && !makers.has(pid);
  });
}

/** The process that a clone makes; empty for other calls. */
function childOf({ call, result }: LoggedCall): string {
  return call === 'clone' && result && 'value' in result && result.value > 0 ? String(result.value) : '-';
}

/** Whether the kernel chose the address that the call answered. */
function isChosen(call: LoggedCall): boolean {
  if (call.call === 'mmap') return !call.flags.includes('MAP_FIXED');
  return call.call === 'mremap' || call.call === 'shmat';
}
