/** One system call of an strace log, its arguments still text. */
export interface StraceCall {
  /** 1-based line on which the call was entered. */
  readonly line: number;
  /** Line on which it returned. */
  readonly endLine: number;
  /** The process or thread id that `-f` prints; empty without it. */
  readonly pid: string;
  readonly name: string;
  readonly args: readonly string[];
  /** What stands behind `=`: a number, an address, `-1 ENOMEM (…)`, `?`. */
  readonly result: string;
}

/** A line that is no finished call: a signal, an exit, or something unreadable. */
export type StraceLine =
  | { readonly kind: 'call'; readonly call: StraceCall }
  | { readonly kind: 'unfinished'; readonly pid: string; readonly name: string; readonly text: string }
  | { readonly kind: 'resumed'; readonly pid: string; readonly name: string; readonly text: string }
  | { readonly kind: 'note'; readonly pid: string }
  /** The process or thread is gone: `+++ exited with 0 +++`. */
  | { readonly kind: 'end'; readonly pid: string }
  | { readonly kind: 'unreadable' };

/** Signals, stops, what strace says of itself, and calls that it does not know the name of. */
const NOTE = /^(?:\+\+\+|---|strace:|\?{4}|<\.\.\. \?{4}|<detached)/;
const HEAD = /^(?:\[pid +(\d+)\] |(\d+) +)?(?:(?:\d\d:){2}\d\d(?:\.\d+)? |\d+\.\d+ )?/;

/** Longer than any line that strace writes: noise, which is not looked at. */
const LONGEST = 1 << 20;

/** Takes one line of strace output apart. */
export function readStraceLine(text: string, line: number): StraceLine {
  if (text.length > LONGEST) return { kind: 'unreadable' };
  const head = HEAD.exec(text)!;
  const pid = head[1] ?? head[2] ?? '';
  const rest = text.slice(head[0].length).trimEnd();
  if (/^\+\+\+ (?:exited|killed)/.test(rest)) return { kind: 'end', pid };
  if (NOTE.test(rest)) return { kind: 'note', pid };
  const resumed = /^<\.\.\. (\w+) resumed>/.exec(rest);
  if (resumed) return { kind: 'resumed', pid, name: resumed[1]!, text: rest.slice(resumed[0].length) };
  const name = /^(\w+)\(/.exec(rest)?.[1];
  if (name === undefined) return { kind: 'unreadable' };
  const body = rest.slice(name.length + 1);
  const unfinished = /<(?:unfinished|detached) \.\.\.>$/.exec(body);
  if (unfinished) return { kind: 'unfinished', pid, name, text: body.slice(0, unfinished.index).trimEnd() };
  const parts = splitCall(body);
  return parts
    ? { kind: 'call', call: { line, endLine: line, pid, name, ...parts } }
    : { kind: 'unreadable' };
}

/**
 * Splits `ARG, ARG) = RESULT` at the commas that stand outside strings, brackets and the `<path>` of `-y`.
 * @returns undefined where the parenthesis never closes or no result follows.
 */
export function splitCall(body: string): { args: string[]; result: string } | undefined {
  const args: string[] = [];
  let start = 0;
  let depth = 0;
  for (let i = 0; i < body.length; i++) {
    const c = body[i]!;
    if (c === '"') i = stringEnd(body, i);
    else if (c === '<' && /\d/.test(body[i - 1] ?? '')) i = pathEnd(body, i);
    else if (c === '/' && body[i + 1] === '*') i = commentEnd(body, i);
    else if (c === '(' || c === '[' || c === '{') depth++;
    else if (depth > 0 && (c === ')' || c === ']' || c === '}')) depth--;
    else if (c === ',' && depth === 0) {
      args.push(body.slice(start, i).trim());
      start = i + 1;
    } else if (c === ')') {
      const last = body.slice(start, i).trim();
      if (last !== '' || args.length > 0) args.push(last);
      const result = /^\)\s*=\s*(.+)$/.exec(body.slice(i))?.[1];
      return result === undefined ? undefined : { args, result };
    }
  }
  return undefined;
}

function stringEnd(text: string, from: number): number {
  let i = from + 1;
  while (i < text.length && text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
  return i;
}

/** The `>` that closes a descriptor's path: the last one before the next argument begins. */
function pathEnd(text: string, from: number): number {
  for (let i = from + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '>' && /^(?:\(deleted\))?\s*(?:[,)\]}]|$)/.test(text.slice(i + 1, i + 12))) return i;
  }
  return text.length;
}

function commentEnd(text: string, from: number): number {
  const end = text.indexOf('*/', from + 2);
  return end < 0 ? text.length : end + 1;
}
