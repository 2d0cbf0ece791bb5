import type { ImportProblem } from './maps.ts';
import { readStraceLine, type StraceCall, splitCall } from './strace-line.ts';

/** A file descriptor as `strace -y` prints it: `5</data/x.bin>`. */
export interface Descriptor {
  readonly number: number;
  readonly path: string;
}

/** What a call answered: a value, or the name of an error. `undefined`: the log does not say. */
export type LoggedResult = { readonly value: number } | { readonly error: string } | undefined;

/** A memory call of a log. Bytes. */
export type LoggedCall = { readonly line: number; readonly pid: string; readonly result: LoggedResult } & (
  | {
      readonly call: 'mmap';
      readonly at: number;
      readonly length: number;
      readonly prot: readonly string[];
      readonly flags: readonly string[];
      readonly descriptor: Descriptor | undefined;
      readonly offset: number;
    }
  | { readonly call: 'munmap'; readonly at: number; readonly length: number }
  | {
      readonly call: 'mprotect';
      readonly at: number;
      readonly length: number;
      readonly prot: readonly string[];
    }
  | {
      readonly call: 'mremap';
      readonly at: number;
      readonly oldLength: number;
      readonly newLength: number;
      readonly flags: readonly string[];
      readonly fixedAt: number | undefined;
    }
  | { readonly call: 'brk'; readonly at: number }
);

/** A log in order, and the lines that could not be read. */
export interface StraceLog {
  readonly calls: readonly LoggedCall[];
  readonly problems: readonly ImportProblem[];
}

/** Reads the memory calls of an strace log; other calls, signals and exits are passed over. */
export function readStrace(text: string): StraceLog {
  const calls: LoggedCall[] = [];
  const problems: ImportProblem[] = [];
  const pending = new Map<string, { name: string; text: string; line: number }>();
  text.split('\n').forEach((raw, i) => {
    const line = i + 1;
    if (raw.trim() === '') return;
    const read = readStraceLine(raw, line);
    if (read.kind === 'unreadable') problems.push({ line, message: 'not a line of strace output' });
    if (read.kind === 'unfinished') pending.set(read.pid, { name: read.name, text: read.text, line });
    let call: StraceCall | undefined;
    if (read.kind === 'call') call = read.call;
    if (read.kind === 'resumed') {
      const begun = pending.get(read.pid);
      pending.delete(read.pid);
      const parts = begun?.name === read.name ? splitCall(joined(begun.text, read.text)) : undefined;
      if (begun && parts) call = { line: begun.line, pid: read.pid, name: read.name, ...parts };
      else problems.push({ line, message: `${read.name} is resumed but was never begun` });
    }
    if (!call || !DECODERS[call.name]) return;
    const decoded = decode(call);
    if (decoded) calls.push(decoded);
    else problems.push({ line, message: `cannot read the arguments of ${call.name}` });
  });
  for (const { name, line } of pending.values())
    problems.push({ line, message: `${name} never returns in this log` });
  return { calls, problems };
}

function joined(begun: string, resumed: string): string {
  return begun.trimEnd().endsWith(',') || begun === '' ? `${begun}${resumed}` : `${begun} ${resumed}`;
}

type Decoder = (args: readonly string[]) => object | undefined;

const DECODERS: Readonly<Record<string, Decoder | undefined>> = {
  mmap: decodeMmap,
  mmap2: decodeMmap,
  munmap: ([at, length]) => numbers({ call: 'munmap' }, { at, length }),
  mprotect: ([at, length, prot]) => numbers({ call: 'mprotect', prot: words(prot) }, { at, length }),
  pkey_mprotect: ([at, length, prot]) => numbers({ call: 'mprotect', prot: words(prot) }, { at, length }),
  mremap: ([at, oldLength, newLength, flags, fixedAt]) =>
    numbers(
      { call: 'mremap', flags: words(flags), fixedAt: fixedAt === undefined ? undefined : number(fixedAt) },
      { at, oldLength, newLength },
    ),
  brk: ([at]) => numbers({ call: 'brk' }, { at }),
};

function decode(call: StraceCall): LoggedCall | undefined {
  const decoded = DECODERS[call.name]!(call.args);
  if (!decoded) return undefined;
  return { line: call.line, pid: call.pid, result: resultOf(call.result), ...decoded } as LoggedCall;
}

function decodeMmap(args: readonly string[]): object | undefined {
  const [at, length, prot, flags, descriptor, offset] = args;
  const call = { call: 'mmap', prot: words(prot), flags: words(flags), descriptor: descriptorOf(descriptor) };
  return numbers(call, { at, length, offset });
}

/** Adds numeric fields; undefined where one of them is none. */
function numbers(call: object, fields: Record<string, string | undefined>): object | undefined {
  const values = Object.entries(fields).map(([name, text]) => [
    name,
    text === undefined ? Number.NaN : number(text),
  ]);
  if (values.some(([, value]) => Number.isNaN(value))) return undefined;
  return { ...call, ...Object.fromEntries(values) };
}

/** A number as strace prints it: decimal, hexadecimal, `NULL`, `(nil)`; NaN for anything else. */
function number(text: string): number {
  if (text === 'NULL' || text === '(nil)') return 0;
  return /^(0x[0-9a-f]+|\d+)$/i.test(text) ? Number(text) : Number.NaN;
}

function words(text: string | undefined): string[] {
  return (text ?? '')
    .replace(/\/\*.*?\*\//g, '')
    .split('|')
    .map((word) => word.trim());
}

function descriptorOf(text: string | undefined): Descriptor | undefined {
  const match = /^(\d+)(?:<(.*?)>(?:\(deleted\))?)?$/.exec(text ?? '');
  return match ? { number: Number(match[1]), path: match[2] ?? '' } : undefined;
}

function resultOf(text: string): LoggedResult {
  const error = /^-1 (E[A-Z0-9]+)/.exec(text)?.[1];
  if (error) return { error };
  const value = number(text.split(' ')[0]!);
  return Number.isNaN(value) ? undefined : { value };
}
