import { type ImportProblem, ImportProblems } from './problems.ts';
import { decodeCall, isMemoryCall, type LoggedCall } from './strace-calls.ts';
import { readStraceLine, type StraceCall, splitCall } from './strace-line.ts';

export type { Descriptor, LoggedCall, LoggedCallOf, LoggedResult } from './strace-calls.ts';

/** A call whose end the log has not shown yet. */
interface Begun {
  readonly name: string;
  readonly text: string;
  readonly line: number;
}

/** Calls that may be held back for one that does not return: more, and that one is given up. */
const MOST_HELD = 4096;

/** Takes the calls of a log in groups: the log tells the order of groups, but not the order inside one. */
export type TakeGroup = (calls: readonly LoggedCall[]) => void;

/**
 * Reads an strace log line by line, in bounded memory. Calls that overlap (`<unfinished ...>`, `<... resumed>`) come
 * as one group, in the order in which they were begun: the kernel did each of them somewhere between the two lines,
 * and only the answers can tell in which order. Calls that touch no memory, signals and exits are passed over.
 */
export class StraceReader {
  readonly problems = new ImportProblems();
  /** Lines of calls that were read, those that touch no memory too. */
  readable = 0;
  /** The line inside which the log ends, where it does. */
  cutAt: number | undefined;

  readonly #take: TakeGroup;
  readonly #begun = new Map<string, Begun>();
  #held: LoggedCall[] = [];
  #line = 0;

  constructor(take: TakeGroup) {
    this.#take = take;
  }

  /** Reads one line. `terminated` is false for a last line without a line feed: the log may be cut off inside it. */
  push(text: string, terminated = true): void {
    const line = ++this.#line;
    if (text.trim() === '') return;
    const read = readStraceLine(text, line);
    if (read.kind === 'unreadable') this.#unreadable(line, terminated);
    else this.readable++;
    if (read.kind === 'end') this.#ended(read.pid, line);
    if (read.kind === 'unfinished') this.#begin(read.pid, { name: read.name, text: read.text, line });
    if (read.kind === 'call') this.#finished(read.call, terminated);
    if (read.kind === 'resumed') this.#resume(read, line, terminated);
  }

  /** Ends the log: calls that never returned are named, and what was held back for them is handed on. */
  end(): void {
    for (const { name, line } of this.#begun.values())
      if (isMemoryCall(name) && name !== 'exit' && name !== 'exit_group')
        this.#warn(line, `${name} never returns in this log; it is left out`);
    this.#begun.clear();
    this.#flush();
  }

  #unreadable(line: number, terminated: boolean): void {
    if (!terminated && this.readable > 0) {
      this.cutAt = line;
      this.#warn(line, 'the log is cut off inside this line; it is replayed up to here');
    } else this.problems.add({ line, message: 'not a line of strace output' });
  }

  #begin(pid: string, begun: Begun): void {
    this.#begun.set(pid, begun);
  }

  #resume(
    { pid, name, text }: { readonly pid: string; readonly name: string; readonly text: string },
    line: number,
    terminated: boolean,
  ): void {
    const begun = this.#begun.get(pid);
    this.#begun.delete(pid);
    const parts = begun?.name === name ? splitCall(joined(begun.text, text)) : undefined;
    if (begun && parts) this.#finished({ line: begun.line, endLine: line, pid, name, ...parts }, terminated);
    else if (isMemoryCall(name)) {
      if (begun?.name === name && !terminated) this.#unreadable(line, terminated);
      else if (begun?.name === name) this.problems.add({ line, message: `cannot read the end of ${name}` });
      else this.#warn(line, `${name} is resumed but was never begun; it is left out`);
    }
    this.#flushIfSettled();
  }

  #finished(call: StraceCall, terminated: boolean): void {
    if (!isMemoryCall(call.name)) return;
    const decoded = decodeCall(call);
    if (decoded) this.#held.push(terminated ? decoded : { ...decoded, unterminated: true });
    else this.problems.add({ line: call.endLine, message: `cannot read the arguments of ${call.name}` });
    this.#flushIfSettled();
  }

  /** A process or thread is gone; a call of its that had not returned never will. */
  #ended(pid: string, line: number): void {
    this.#begun.delete(pid);
    this.#held.push({ line, endLine: line, pid, result: undefined, call: 'exit' });
    this.#flushIfSettled();
  }

  #flushIfSettled(): void {
    for (const [pid, { name, line }] of this.#begun) {
      if (!isMemoryCall(name) || name.startsWith('exit')) continue;
      if (this.#held.length < MOST_HELD) return;
      this.#begun.delete(pid);
      this.#warn(line, `${name} does not return for ${MOST_HELD} calls; it is left out`);
    }
    this.#flush();
  }

  #flush(): void {
    if (this.#held.length === 0) return;
    const group = this.#held.length === 1 ? this.#held : this.#held.sort((a, b) => a.line - b.line);
    this.#held = [];
    this.#take(group);
  }

  #warn(line: number, message: string): void {
    this.problems.add({ line, message, severity: 'warning' });
  }
}

/** A log in the order in which its calls were begun, and the lines that could not be read. */
export interface StraceLog {
  readonly calls: readonly LoggedCall[];
  /** The same calls in groups; inside one, the order in which the kernel did them is not told. */
  readonly groups: readonly (readonly LoggedCall[])[];
  readonly problems: readonly ImportProblem[];
}

/** Reads the memory calls of a whole strace log. */
export function readStrace(text: string): StraceLog {
  const groups: (readonly LoggedCall[])[] = [];
  const reader = new StraceReader((calls) => groups.push(calls));
  const lines = text.split('\n');
  lines.forEach((line, i) => {
    reader.push(line, i + 1 < lines.length);
  });
  reader.end();
  return { calls: groups.flat(), groups, problems: reader.problems.list() };
}

function joined(begun: string, resumed: string): string {
  return begun.trimEnd().endsWith(',') || begun === '' ? `${begun}${resumed}` : `${begun} ${resumed}`;
}
