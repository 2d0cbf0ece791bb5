import { alignUp, hex, sizeText } from '../machine/bytes.ts';
import type { MappingExplanation } from '../metrics/explain-mapping.ts';
import type { Extent } from '../replay/outcome.ts';

const WIDTH = 64;

/**
 * A scaled strip of the addresses around a mapping: `M` the mapping, `#` other VMAs, `.` free; below it `|` where
 * blocks of the largest leaf that fits begin.
 */
export function neighbourhoodStrip({ measures, residues, neighbours }: MappingExplanation): string[] {
  const first = measures.mapping.pieces[0];
  const size = residues.find(({ fits }) => fits)?.sizeBytes;
  if (!first || size === undefined) return [];
  const window = around(first.vaBytes, first.vaBytes + first.lengthBytes, size);
  const cell = (window.end - window.start) / WIDTH;
  const mapping = { start: first.vaBytes, end: first.vaBytes + first.lengthBytes };
  const nearby = neighbours.filter(({ start, end }) => end > window.start && start < window.end);
  let strip = '';
  let ruler = '';
  for (let i = 0; i < WIDTH; i++) {
    const part = { start: window.start + i * cell, end: window.start + (i + 1) * cell };
    strip += overlaps(part, mapping) ? 'M' : nearby.some((vma) => overlaps(part, vma)) ? '#' : '.';
    ruler += alignUp(part.start, size) < part.end ? '|' : ' ';
  }
  return [
    strip,
    `${ruler.trimEnd()}  | = ${sizeText(size)}`,
    `${hex(window.start)} to ${hex(window.end)}: M the mapping, # other VMAs, . free`,
  ];
}

function around(start: number, end: number, size: number): Extent {
  const margin = Math.max(size, (end - start) / 4);
  return { start: Math.max(0, start - margin), end: end + margin };
}

function overlaps(a: Extent, b: Extent): boolean {
  return a.start < b.end && b.start < a.end;
}
