import { type Descriptor, straceDescriptor, straceNumber, straceWords } from './strace-arguments.ts';
import type { StraceCall } from './strace-line.ts';

export type { Descriptor } from './strace-arguments.ts';

/** What a call answered: a value, or the name of an error (empty for a bare -1). `undefined`: the log does not say. */
export type LoggedResult = { readonly value: number } | { readonly error: string } | undefined;

/** Where a call stands in its log. */
interface Logged {
  /** 1-based line on which it was entered. */
  readonly line: number;
  /** Line on which it returned: another one where a second thread's call came between. */
  readonly endLine: number;
  readonly pid: string;
  readonly result: LoggedResult;
  /** The log ends inside this line, so its answer may lack digits. */
  readonly unterminated?: boolean;
}

interface Ranged {
  readonly at: number;
  readonly length: number;
}

/** The arguments of each call that changes an address space or a process. Bytes. */
type Arguments =
  | ({
      readonly call: 'mmap';
      readonly prot: readonly string[];
      readonly flags: readonly string[];
      readonly descriptor: Descriptor | undefined;
      readonly offset: number;
    } & Ranged)
  | ({ readonly call: 'munmap' } & Ranged)
  | ({
      readonly call: 'mprotect';
      readonly prot: readonly string[];
      readonly key: number | undefined;
    } & Ranged)
  | ({ readonly call: 'madvise'; readonly advice: string } & Ranged)
  | {
      readonly call: 'mremap';
      readonly at: number;
      readonly oldLength: number;
      readonly newLength: number;
      readonly flags: readonly string[];
      readonly fixedAt: number | undefined;
    }
  | { readonly call: 'brk'; readonly at: number }
  | { readonly call: 'shmget'; readonly length: number; readonly flags: readonly string[] }
  | {
      readonly call: 'shmat';
      readonly segment: number;
      readonly at: number;
      readonly flags: readonly string[];
    }
  | { readonly call: 'shmdt'; readonly at: number }
  | { readonly call: 'clone'; readonly sharesMemory: boolean }
  | { readonly call: 'exec' }
  | { readonly call: 'exit' };

/** A call of a log. Addresses and lengths in bytes. */
export type LoggedCall = Logged & Arguments;

/** Calls by name. */
export type LoggedCallOf<Name extends LoggedCall['call']> = LoggedCall & { readonly call: Name };

type Decoder = (args: readonly string[]) => object | undefined;

const protect: Decoder = ([at, length, prot, key]) =>
  numbers(
    {
      call: 'mprotect',
      prot: straceWords(prot),
      key: key === undefined ? undefined : keyNumber(key),
    },
    { at, length },
  );
const clone: Decoder = (args) => ({
  call: 'clone',
  sharesMemory: args.some((arg) => /\bCLONE_VM\b/.test(arg)),
});
const exec: Decoder = () => ({ call: 'exec' });
const exit: Decoder = () => ({ call: 'exit' });

const DECODERS: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ['mmap', mmap],
  ['mmap2', mmap],
  ['old_mmap', mmap],
  ['munmap', ([at, length]) => numbers({ call: 'munmap' }, { at, length })],
  ['mprotect', (args) => protect(args.slice(0, 3))],
  ['pkey_mprotect', protect],
  ['madvise', ([at, length, advice = '']) => numbers({ call: 'madvise', advice }, { at, length })],
  ['mremap', mremap],
  ['brk', ([at]) => numbers({ call: 'brk' }, { at })],
  ['shmget', ([, length, flags]) => numbers({ call: 'shmget', flags: straceWords(flags) }, { length })],
  ['shmat', ([segment, at, flags]) => numbers({ call: 'shmat', flags: straceWords(flags) }, { segment, at })],
  ['shmdt', ([at]) => numbers({ call: 'shmdt' }, { at })],
  ['clone', clone],
  ['clone2', clone],
  ['clone3', clone],
  ['fork', () => ({ call: 'clone', sharesMemory: false })],
  ['vfork', () => ({ call: 'clone', sharesMemory: true })],
  ['execve', exec],
  ['execveat', exec],
  ['exit', exit],
  ['exit_group', exit],
]);

/** Whether a system call changes an address space or a process, so that a replay must understand it. */
export function isMemoryCall(name: string): boolean {
  return DECODERS.has(name);
}

/** Takes the arguments of a call apart; undefined where they cannot be read. */
export function decodeCall(call: StraceCall): LoggedCall | undefined {
  const decoded = DECODERS.get(call.name)?.(call.args);
  if (!decoded) return undefined;
  const { line, endLine, pid } = call;
  return { line, endLine, pid, result: resultOf(call.result), ...decoded } as LoggedCall;
}

/** A protection key; -1 leaves the one that is there. */
function keyNumber(text: string): number | undefined {
  const key = straceNumber(text);
  return key >= 0 && key < 16 ? key : undefined;
}

function mmap([at, length, prot, flags, descriptor, offset]: readonly string[]): object | undefined {
  if (descriptor === undefined) return undefined;
  const call = {
    call: 'mmap',
    prot: straceWords(prot),
    flags: straceWords(flags),
    descriptor: straceDescriptor(descriptor),
  };
  return numbers(call, { at, length, offset });
}

function mremap([at, oldLength, newLength, flags, to]: readonly string[]): object | undefined {
  const fixedAt = to === undefined ? undefined : straceNumber(to);
  if (Number.isNaN(fixedAt)) return undefined;
  return numbers({ call: 'mremap', flags: straceWords(flags), fixedAt }, { at, oldLength, newLength });
}

/** Adds numeric fields; undefined where one of them is none. */
function numbers(call: object, fields: Record<string, string | undefined>): object | undefined {
  const values = Object.entries(fields).map(([name, text]) => [name, straceNumber(text)] as const);
  if (values.some(([, value]) => Number.isNaN(value))) return undefined;
  return { ...call, ...Object.fromEntries(values) };
}

function resultOf(text: string): LoggedResult {
  const error = /^-1 (E[A-Z0-9]+)/.exec(text)?.[1];
  if (error) return { error };
  const value = straceNumber(text.split(' ')[0]);
  if (Number.isNaN(value)) return undefined;
  return value < 0 ? { error: '' } : { value };
}
