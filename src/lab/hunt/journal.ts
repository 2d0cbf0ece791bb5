import { closeSync, existsSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { Finding } from '../../hunt/corpus.ts';
import { LabError, systemCode, systemReason } from '../lab-error.ts';

/** One finished round: its number of tries, how many of them could be judged, and what was news. */
export interface Round {
  readonly tries: number;
  readonly judged: number;
  readonly news: readonly Finding[];
}

/**
 * Finished rounds of a hunt in one file, a line each; the first line says what is hunted. Only ever appended to; a line
 * that a kill left half-written at the end is cut off when it is opened again.
 */
export class HuntJournal {
  readonly #file: number;

  private constructor(file: number) {
    this.#file = file;
  }

  /** Begins a journal. @param identity - what is hunted. @throws LabError */
  static begin(name: string, identity: object): HuntJournal {
    const journal = new HuntJournal(opened(name, 'w'));
    journal.#line(identity);
    return journal;
  }

  /** Goes on with a journal of the same hunt. @throws LabError where it is of another, or cannot be read. */
  static resume(
    name: string,
    shown: string,
    identity: object,
  ): { journal: HuntJournal; rounds: readonly Round[] } {
    const file = opened(name, 'r+');
    const text = readFileSync(name, 'utf8');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    const [first = '', ...lines] = whole.split('\n').slice(0, -1);
    if (first !== JSON.stringify(identity))
      throw new LabError(
        'checkpoint-foreign',
        `'${shown}' belongs to another hunt, or to another version of policy-lab`,
        'hunt as before, or begin anew with --restart',
      );
    ftruncateSync(file, Buffer.byteLength(whole));
    const rounds = lines.map((line) => roundOf(line, shown));
    return { journal: HuntJournal.#behind(file, Buffer.byteLength(whole)), rounds };
  }

  static #behind(file: number, end: number): HuntJournal {
    const journal = new HuntJournal(file);
    journal.#end = end;
    return journal;
  }

  #end = 0;

  /** Adds a finished round. @throws LabError where the disk is full. */
  add(round: Round): void {
    this.#line(round);
  }

  close(): void {
    closeSync(this.#file);
  }

  #line(value: object): void {
    const bytes = Buffer.from(`${JSON.stringify(value)}\n`);
    try {
      for (let at = 0; at < bytes.length; )
        at += writeSync(this.#file, bytes, at, bytes.length - at, this.#end + at);
    } catch (error) {
      ftruncateSync(this.#file, this.#end);
      throw new LabError(
        systemCode(error) === 'ENOSPC' ? 'disk-full' : 'output-unwritable',
        `cannot keep finished rounds: ${systemReason(error)}`,
        'those before are kept; make room and go on with --resume',
      );
    }
    this.#end += bytes.length;
  }
}

/** Whether a hunt has left its journal there. */
export function hasJournal(name: string): boolean {
  return existsSync(name);
}

function opened(name: string, how: 'w' | 'r+'): number {
  try {
    return openSync(name, how);
  } catch (error) {
    throw new LabError(
      'output-unwritable',
      `cannot open '${name}': ${systemReason(error)}`,
      'choose another folder with --out DIR',
    );
  }
}

function roundOf(line: string, shown: string): Round {
  try {
    const { tries, judged, news } = JSON.parse(line) as Round;
    if (Number.isInteger(tries) && Number.isInteger(judged) && Array.isArray(news))
      return { tries, judged, news };
  } catch {
    // Said below.
  }
  throw new LabError(
    'checkpoint-damaged',
    `'${shown}' is damaged: a line of it is no round`,
    'begin anew with --restart',
  );
}
