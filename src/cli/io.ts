import { readFileSync } from 'node:fs';
import type { TextStyle } from '../report/text.ts';
import { terminalText } from './terminal-text.ts';

/** The world as a command sees it. */
export interface Io {
  /** Writes to standard output. */
  out(text: string): void;
  /** Writes to standard error. */
  err(text: string): void;
  /** All of standard input, as UTF-8. */
  input(): string;
  readonly cwd: string;
  /** Characters in a line of standard output. */
  readonly width: number;
  /** Whether standard output shows colour. */
  readonly colour: boolean;
  /** Whether standard error is a terminal, on which a line can be written over. */
  readonly progressBar: boolean;
  /** The arguments as they were given, for the record of a run. */
  readonly argv: readonly string[];
}

/** Width where nobody says: a terminal of old, and what a file is read in. */
const DEFAULT_WIDTH = 80;

/** Narrower than this, tables cannot be read; they overflow instead. */
const LEAST_WIDTH = 40;

/** This process as a command sees it. NO_COLOR, FORCE_COLOR and TERM=dumb are honoured; a pipe has no colour. */
export function processIo(argv: readonly string[]): Io {
  const { stdout, stderr, env } = process;
  const forced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '' && env.FORCE_COLOR !== '0';
  const allowed = env.NO_COLOR === undefined || env.NO_COLOR === '';
  return {
    out: (text) => void stdout.write(stdout.isTTY ? terminalText(text) : text),
    err: (text) => void stderr.write(stderr.isTTY ? terminalText(text) : text),
    input: () => readFileSync(0, 'utf8').replace(/^\uFEFF/, ''),
    cwd: process.cwd(),
    width: Math.max(LEAST_WIDTH, stdout.columns ?? DEFAULT_WIDTH),
    colour: allowed && (forced || (stdout.isTTY === true && stdout.hasColors())),
    progressBar: stderr.isTTY === true && env.TERM !== 'dumb',
    argv,
  };
}

/** How text goes to standard output; a command's `--no-color` overrules the terminal. */
export function styleOf(io: Io, color: boolean | undefined): TextStyle {
  return { width: io.width, colour: color ?? io.colour };
}
