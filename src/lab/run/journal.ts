import { closeSync, fdatasync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { LabError } from '../lab-error.ts';
import { FRAME_BYTES, isSound, lengthOf, MAGIC, placeOf } from './trial-record.ts';

/** At most so long finished trials are at risk, in milliseconds: then they are flushed to the disk. */
const FLUSH_MS = 500;

/**
 * Finished trials in one file, in the order in which they came to be. Only ever appended to; what a kill or a crash
 * left half-written at its end is cut off when it is opened again.
 */
export class Journal {
  readonly #file: number;
  readonly #name: string;
  /** Where the record of each trial begins; -1 where it is not there. Bytes. */
  readonly #begins: Float64Array;
  readonly #lengths: Uint32Array;
  #end = 0;
  #held = 0;
  #scratch = Buffer.alloc(0);
  #flushing: Promise<void> | undefined;
  #flushed = 0;
  #flushedAt = Date.now();
  readonly #alongside: () => void;

  /**
   * Opens a journal of a plan with so many trials; makes it where it does not exist.
   * @param alongside - makes durable what the journal is worth nothing without; called before the first flush.
   * @throws LabError where it is damaged.
   */
  constructor(name: string, trials: number, alongside: () => void = () => undefined) {
    this.#name = name;
    this.#alongside = alongside;
    this.#begins = new Float64Array(trials).fill(-1);
    this.#lengths = new Uint32Array(trials);
    this.#file = openSync(name, 'a+');
    try {
      this.#recover();
    } catch (error) {
      closeSync(this.#file);
      throw error;
    }
  }

  /** Trials that it holds. */
  get held(): number {
    return this.#held;
  }

  has(place: number): boolean {
    return this.#begins[place]! >= 0;
  }

  /** Adds whole records, one after another. @throws errors of the operating system. */
  append(records: Uint8Array): void {
    const begin = this.#end;
    try {
      for (let at = 0; at < records.length; ) at += writeSync(this.#file, records, at);
    } catch (error) {
      ftruncateSync(this.#file, begin);
      throw error;
    }
    this.#end = begin + records.length;
    const bytes = Buffer.from(records.buffer, records.byteOffset, records.length);
    for (let at = 0; at < bytes.length; ) {
      const length = lengthOf(bytes.subarray(at));
      this.#enter(placeOf(bytes.subarray(at, at + length)), begin + at, length);
      at += length;
    }
    if (Date.now() - this.#flushedAt >= FLUSH_MS) this.#startFlush();
  }

  /** The record of a trial that it has. Its bytes are good until the next is read. */
  read(place: number): Buffer {
    const length = this.#lengths[place]!;
    // One buffer for all: a new one for each would fill the memory faster than it is collected.
    if (this.#scratch.length < length) this.#scratch = Buffer.allocUnsafe(2 * length);
    const record = this.#bytes(this.#begins[place]!, length, this.#scratch.subarray(0, length));
    if (!isSound(record)) throw this.#damaged(this.#begins[place]!);
    return record;
  }

  /** Makes sure that everything so far survives a loss of power. @throws errors of the operating system. */
  async flush(): Promise<void> {
    while (this.#flushed < this.#end) await this.#startFlush();
  }

  async close(): Promise<void> {
    if (this.#flushing) await this.#flushing.catch(() => undefined);
    closeSync(this.#file);
  }

  /** Begins a flush unless one is under way. */
  #startFlush(): Promise<void> {
    if (this.#flushing !== undefined) return this.#flushing;
    const end = this.#end;
    this.#flushedAt = Date.now();
    if (this.#flushed === 0) this.#alongside();
    const flushing = new Promise<void>((resolve, reject) => {
      fdatasync(this.#file, (error) => (error ? reject(error) : resolve()));
    })
      .then(() => {
        this.#flushed = end;
      })
      .finally(() => {
        this.#flushing = undefined;
      });
    // Whoever waits for a flush learns of a failure; nobody has to.
    flushing.catch(() => undefined);
    this.#flushing = flushing;
    return flushing;
  }

  /** Enters what is there. What follows the last sound record is cut off, if no sound record follows it. */
  #recover(): void {
    const size = fstatSync(this.#file).size;
    while (this.#end < size) {
      const begin = this.#end;
      const record = this.#recordAt(begin, size);
      if (record === undefined) {
        if (this.#anyRecordBehind(begin, size)) throw this.#damaged(begin);
        break;
      }
      const place = placeOf(record);
      if (place >= this.#begins.length) throw this.#damaged(begin);
      this.#enter(place, begin, record.length);
      this.#end = begin + record.length;
    }
    if (this.#end < size) ftruncateSync(this.#file, this.#end);
    this.#flushed = this.#end;
  }

  /** The sound record that begins at a byte, if one does. */
  #recordAt(begin: number, size: number): Buffer | undefined {
    if (size - begin < FRAME_BYTES) return undefined;
    const length = lengthOf(this.#bytes(begin, FRAME_BYTES));
    if (length === 0 || length > size - begin) return undefined;
    const record = this.#bytes(begin, length);
    return isSound(record) ? record : undefined;
  }

  /** Whether a sound record begins behind a byte: then what stands there was damaged, not cut off. */
  #anyRecordBehind(begin: number, size: number): boolean {
    const step = 1 << 20;
    for (let from = begin + 1; from < size; from += step) {
      const piece = this.#bytes(from, Math.min(step + MAGIC.length, size - from));
      for (let at = piece.indexOf(MAGIC); at >= 0; at = piece.indexOf(MAGIC, at + 1)) {
        if (this.#recordAt(from + at, size)) return true;
      }
    }
    return false;
  }

  #enter(place: number, begin: number, length: number): void {
    if (!this.has(place)) this.#held++;
    this.#begins[place] = begin;
    this.#lengths[place] = length;
  }

  #bytes(begin: number, length: number, bytes = Buffer.allocUnsafe(length)): Buffer {
    for (let at = 0; at < length; ) {
      const read = readSync(this.#file, bytes, at, length - at, begin + at);
      if (read === 0) throw this.#damaged(begin);
      at += read;
    }
    return bytes;
  }

  #damaged(byte: number): LabError {
    return new LabError(
      'checkpoint-damaged',
      `'${this.#name}' is damaged at byte ${byte}: its checksum does not hold`,
      'begin anew with --restart',
    );
  }
}
