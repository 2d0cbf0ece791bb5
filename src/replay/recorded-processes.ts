import type { LoggedCall } from '../import/strace.ts';
import type { RecordedMemory } from './recorded-memory.ts';
import type { Tally } from './recorded-tally.ts';

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

  /** The same processes once more, to try calls in. */
  copy(tally: Tally): RecordedProcesses {
    const copies = new Map<RecordedMemory, RecordedMemory>([[this.#root, this.#root.copy(tally)]]);
    const copyOf = (memory: RecordedMemory | typeof UNKNOWN) => {
      if (memory === UNKNOWN) return UNKNOWN;
      const copy = copies.get(memory) ?? memory.copy(tally);
      copies.set(memory, copy);
      return copy;
    };
    const processes = new RecordedProcesses(copies.get(this.#root)!);
    for (const [pid, memory] of this.#memories) processes.#memories.set(pid, copyOf(memory));
    processes.#rootPid = this.#rootPid;
    processes.#begun = this.#begun;
    return processes;
  }

  /** Whether a process works in the memory of the snapshot. */
  isRoot(pid: string): boolean {
    return this.#memory(pid) === this.#root;
  }

  #memory(pid: string): RecordedMemory | typeof UNKNOWN {
    this.#rootPid ??= pid;
    // A process that no clone of the log made is a thread of the one in the snapshot: strace -f -p.
    return this.#memories.get(pid) ?? this.#root;
  }

  /** Makes one call in the memory of its process. */
  run(call: LoggedCall): void {
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
