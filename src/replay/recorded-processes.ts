import type { LoggedCall } from '../import/strace.ts';
import type { RecordedMemory } from './recorded-memory.ts';
import { Tally } from './recorded-tally.ts';

/** A process whose memory the log does not show: it has executed another program. */
const UNKNOWN = Symbol('unknown memory');

/**
 * The processes of a log and their address spaces. Threads and vfork children share one, fork makes a copy, exec ends
 * one: what a new program's memory looks like, no log tells.
 */
export class RecordedProcesses {
  /** Calls of programs that were executed during the log. */
  outside = 0;
  /** Programs that were executed during the log. */
  executed = 0;
  /** Whether the process of the snapshot itself has executed another program. */
  rootReplaced = false;

  readonly #root: RecordedMemory;
  readonly #memories = new Map<string, RecordedMemory | typeof UNKNOWN>();
  #rootPid: string | undefined;
  #begun = false;

  constructor(root: RecordedMemory) {
    this.#root = root;
  }

  /** Runs calls that the kernel did in an order that only their answers tell. */
  take(group: readonly LoggedCall[]): void {
    const waiting = [...group];
    while (waiting.length > 0) {
      const ready = waiting.filter((call) => isReady(call, waiting));
      const next = ready.length > 1 ? this.#first(ready) : (ready[0] ?? waiting[0]!);
      waiting.splice(waiting.indexOf(next), 1);
      this.#run(next);
    }
  }

  /**
   * Which of several concurrent calls the kernel did first: one whose answer fits the memory as it is, or one that
   * makes another's answer fit; else the one that was begun first, since a call takes effect soon after its begin.
   */
  #first(ready: readonly LoggedCall[]): LoggedCall {
    const chosen = ready.filter(isChosen);
    const fitting = chosen.find((call) => this.#fits(call));
    if (fitting) return fitting;
    const others = ready.filter((call) => !isChosen(call));
    const opening =
      chosen.length === 0
        ? undefined
        : others.find((call) => changesMemory(call) && chosen.some((blocked) => this.#fits(blocked, call)));
    return opening ?? others[0] ?? ready[0]!;
  }

  /** Whether a call's answer is what the model gives now, or right after another call. */
  #fits(call: LoggedCall, after?: LoggedCall): boolean {
    const memory = this.#memory(call.pid);
    if (memory === UNKNOWN) return true;
    if (after && this.#memory(after.pid) !== memory) return false;
    const tally = new Tally();
    const trial = memory.copy(tally);
    if (after) trial.run(after);
    const before = tally.different;
    trial.run(call);
    return tally.different === before;
  }

  #memory(pid: string): RecordedMemory | typeof UNKNOWN {
    this.#rootPid ??= pid;
    // A process that no clone of the log made is a thread of the one in the snapshot: strace -f -p.
    return this.#memories.get(pid) ?? this.#root;
  }

  #run(call: LoggedCall): void {
    const memory = this.#memory(call.pid);
    if (call.call === 'exec') this.#exec(call);
    else if (call.call === 'exit') this.#exit(call.pid);
    else if (call.call === 'clone') this.#clone(call, memory);
    else if (memory === UNKNOWN) this.outside++;
    else {
      this.#begun = true;
      memory.run(call);
    }
  }

  #clone(call: LoggedCall & { call: 'clone' }, memory: RecordedMemory | typeof UNKNOWN): void {
    this.#begun = true;
    if (!call.result || !('value' in call.result) || call.result.value <= 0) return;
    const child = String(call.result.value);
    this.#memories.set(child, memory === UNKNOWN || call.sharesMemory ? memory : memory.copy());
  }

  /** The snapshot is of the program that a log begins with; every later one's memory is unknown. */
  #exec({ pid, result }: LoggedCall): void {
    if (!result || !('value' in result)) return;
    if (!this.#begun && pid === this.#rootPid) {
      this.#begun = true;
      return;
    }
    this.executed++;
    if (this.#memory(pid) === this.#root && pid === this.#rootPid) this.rootReplaced = true;
    this.#memories.set(pid, UNKNOWN);
  }

  #exit(pid: string): void {
    if (pid !== this.#rootPid) this.#memories.delete(pid);
  }
}

/** Whether nothing in `waiting` must come before: what returned before this began, and the clone that made its process. */
function isReady(call: LoggedCall, waiting: readonly LoggedCall[]): boolean {
  return !waiting.some(
    (other) =>
      other !== call &&
      (other.endLine < call.line ||
        (other.pid === call.pid && other.line < call.line) ||
        (other.call === 'clone' &&
          other.result !== undefined &&
          'value' in other.result &&
          String(other.result.value) === call.pid)),
  );
}

/** Whether the kernel chose the address that the call answered. */
function isChosen(call: LoggedCall): boolean {
  if (call.call === 'mmap') return !call.flags.includes('MAP_FIXED');
  return call.call === 'mremap' || call.call === 'shmat';
}

function changesMemory({ call }: LoggedCall): boolean {
  return call !== 'clone' && call !== 'exec' && call !== 'exit' && call !== 'shmget';
}
