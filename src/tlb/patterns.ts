import { BUFFER_BYTES, DESCRIPTOR_BYTES, LINE_BYTES } from '../machine/touches.ts';
import { Shuffle, TouchDraws, ZipfRanks } from './draws.ts';

/** How memory is touched. Bytes; the memory is a length that begins at 0. */
export type TouchPattern =
  | { readonly kind: 'stride'; readonly strideBytes: number; readonly times: number }
  | { readonly kind: 'uniform' | 'zipf' | 'chase'; readonly count: number; readonly seed: number }
  | { readonly kind: 'ring'; readonly ringBytes: number; readonly times: number }
  | {
      readonly kind: 'phases';
      readonly windowBytes: number;
      readonly count: number;
      readonly times: number;
      readonly seed: number;
    }
  | { readonly kind: 'trace'; readonly offsets: Float64Array; readonly times: number };

/** Takes the offset of one touch. */
export type Visit = (offsetBytes: number) => void;

/** Every touch of a pattern over `lengthBytes` bytes, in order; but for strides, which {@link evenCounts} knows. */
export function visitTouches(
  pattern: TouchPattern,
  lengthBytes: number,
  pageBytes: number,
  visit: Visit,
): void {
  switch (pattern.kind) {
    case 'stride':
      for (let round = 0; round < pattern.times; round++)
        for (let at = 0; at < lengthBytes; at += pattern.strideBytes) visit(at);
      return;
    case 'uniform':
      uniform(new TouchDraws(pattern.seed), pattern.count, 0, lengthBytes, visit);
      return;
    case 'zipf':
      zipf(new TouchDraws(pattern.seed), pattern.count, lengthBytes, pageBytes, visit);
      return;
    case 'chase':
      chase(new TouchDraws(pattern.seed), pattern.count, lengthBytes, pageBytes, visit);
      return;
    case 'ring':
      for (let round = 0; round < pattern.times; round++) ring(round, pattern.ringBytes, lengthBytes, visit);
      return;
    case 'phases':
      phases(pattern, lengthBytes, pageBytes, visit);
      return;
    case 'trace':
      for (let round = 0; round < pattern.times; round++)
        for (const offset of pattern.offsets) if (offset < lengthBytes) visit(offset);
  }
}

/** Lines drawn with equal probability. */
function uniform(draws: TouchDraws, count: number, from: number, lengthBytes: number, visit: Visit): void {
  const lines = Math.ceil(lengthBytes / LINE_BYTES);
  for (let i = 0; i < count; i++) visit(from + draws.below(lines) * LINE_BYTES);
}

/** Pages by Zipf's law, the popular ones scattered over the memory. */
function zipf(draws: TouchDraws, count: number, lengthBytes: number, pageBytes: number, visit: Visit): void {
  const pages = Math.ceil(lengthBytes / pageBytes);
  const scattered = new Shuffle(draws, pages);
  const ranks = new ZipfRanks(draws, pages);
  for (let i = 0; i < count; i++) visit(scattered.at(ranks.next() - 1) * pageBytes);
}

/** A chain through all pages in random order, round and round. */
function chase(draws: TouchDraws, count: number, lengthBytes: number, pageBytes: number, visit: Visit): void {
  const pages = Math.ceil(lengthBytes / pageBytes);
  const order = new Shuffle(draws, pages);
  for (let i = 0; i < count; i++) visit(order.at(i % pages) * pageBytes);
}

/** One round of a ring of descriptors at the start: each is read, then its buffer behind the ring is filled, line by line. */
function ring(round: number, ringBytes: number, lengthBytes: number, visit: Visit): void {
  const slots = Math.floor(Math.min(ringBytes, lengthBytes) / DESCRIPTOR_BYTES);
  const buffers = Math.floor((lengthBytes - ringBytes) / BUFFER_BYTES);
  for (let slot = 0; slot < slots; slot++) {
    visit(slot * DESCRIPTOR_BYTES);
    if (buffers <= 0) continue;
    const buffer = ringBytes + ((round * slots + slot) % buffers) * BUFFER_BYTES;
    for (let line = 0; line < BUFFER_BYTES; line += LINE_BYTES) visit(buffer + line);
  }
}

/** A working set that stays for `count` touches and then moves. */
function phases(
  { windowBytes, count, times, seed }: TouchPattern & { kind: 'phases' },
  lengthBytes: number,
  pageBytes: number,
  visit: Visit,
): void {
  const draws = new TouchDraws(seed);
  const window = Math.min(windowBytes, lengthBytes);
  const places = Math.floor((lengthBytes - window) / pageBytes) + 1;
  for (let phase = 0; phase < times; phase++)
    uniform(draws, count, draws.below(places) * pageBytes, window, visit);
}
