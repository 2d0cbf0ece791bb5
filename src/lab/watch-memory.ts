import { readFileSync } from 'node:fs';
import os from 'node:os';

/** System call numbers of exec and of the end of a process, by Node's name of the architecture. */
const CALLS: Readonly<Record<string, { readonly exec: readonly number[]; readonly end: number }>> = {
  x64: { exec: [59, 322], end: 231 },
  arm64: { exec: [221, 281], end: 94 },
  riscv64: { exec: [221, 281], end: 94 },
};

/**
 * Copies a process's /proc/PID/maps whenever it stands in exec or in exit_group, where a tracer holds it for a
 * while: the last copy of each stay is the memory that the call leaves, or finds.
 */
export class MemoryWatch {
  /** One snapshot for each exec, failed ones too, in order. */
  readonly atExec: string[] = [];
  /** The memory right before the end. */
  atEnd: string | undefined;
  readonly #pid: number;
  readonly #calls = CALLS[os.arch()] ?? CALLS.x64!;
  #sample: string | undefined;

  constructor(pid: number) {
    this.#pid = pid;
  }

  /** Looks once; to be called often. */
  look(): void {
    const call = this.#call();
    if (this.#calls.exec.includes(call)) this.#sample = this.#maps(call) ?? this.#sample;
    else this.settle();
    if (call === this.#calls.end) this.atEnd = this.#maps(call) ?? this.atEnd;
  }

  /** Keeps the sample of a stay that is over. */
  settle(): void {
    if (this.#sample !== undefined) this.atExec.push(this.#sample);
    this.#sample = undefined;
  }

  /** The call that the process stands in; NaN while it runs. */
  #call(): number {
    return Number.parseInt(this.#read('syscall'), 10);
  }

  /** The memory, if the process did not leave the call while it was read. */
  #maps(call: number): string | undefined {
    const text = this.#read('maps');
    return text !== '' && this.#call() === call ? text : undefined;
  }

  #read(name: string): string {
    try {
      return readFileSync(`/proc/${this.#pid}/${name}`, 'utf8');
    } catch {
      return '';
    }
  }
}
