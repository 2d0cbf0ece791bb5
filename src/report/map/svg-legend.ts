import { LEAF_KINDS } from '../../machine/architectures.ts';
import { sizeText } from '../../machine/bytes.ts';
import { type Axis, spansOn } from './axis.ts';
import { areMoments } from './groups.ts';
import type { AddressMap, VmaKind } from './snapshot.ts';
import {
  box,
  INK,
  KIND_FILL,
  label,
  leafFill,
  type MapStyle,
  PA_INK,
  SOFT_INK,
  TARGET_FILL,
  textWidth,
  ticks,
} from './svg-style.ts';

interface Entry {
  readonly text: string;
  /** Draws the sample, `size` high, twice as wide. */
  readonly draw: (x: number, y: number, size: number) => string;
}

/** What the colours and lines of a map mean, only those that occur. `top` is its upper edge. */
export function legend(
  map: AddressMap,
  axis: Axis,
  top: number,
  style: MapStyle,
): { readonly svg: string; readonly height: number } {
  const font = style.font * 0.92;
  const size = font * 0.95;
  const line = font * 1.7;
  let x = 0;
  let y = top;
  const drawn: string[] = [];
  for (const { text, draw } of entries(map, axis, style)) {
    const width = size * 2 + 5 + textWidth(text, font) + 10;
    if (x > 0 && x + width > style.width) {
      x = 0;
      y += line;
    }
    drawn.push(draw(x, y, size), label(x + size * 2 + 5, y + size * 0.9, text, { ...style, font }));
    x += width;
  }
  return { svg: drawn.join(''), height: y + line - top };
}

function entries(map: AddressMap, axis: Axis, style: MapStyle): readonly Entry[] {
  const mappings = map.snapshots.flatMap((snapshot) => snapshot.mappings);
  const leaves = new Set(mappings.flatMap((mapping) => mapping.leaves.map(({ kind }) => kind)));
  const kinds = new Set(
    map.snapshots.flatMap(({ vmas }) =>
      vmas.filter((vma) => vma.name === '' && spansOn(axis, vma).length > 0).map(({ kind }) => kind),
    ),
  );
  const holes = map.snapshots.some((snapshot) => snapshot.holes.length > 0);
  const targets = new Set(mappings.map(({ target }) => target));
  const fill = (text: string, colour: string, name: string): Entry => ({
    text,
    draw: (x, y, size) =>
      box({
        class: name,
        x,
        y,
        width: size * 2,
        height: size,
        fill: colour,
        stroke: SOFT_INK,
        'stroke-width': 0.4,
      }),
  });
  const stroke = (text: string, colour: string, name: string): Entry => ({
    text,
    draw: (x, y, size) =>
      ticks(
        [0.4, 1.6].map((at) => x + at * size),
        y - 1,
        y + size + 1,
        colour,
        2,
        name,
      ),
  });
  return [
    ...LEAF_KINDS.filter((kind) => leaves.has(kind)).map((kind) =>
      fill(`${sizeText(map.leafBytes[kind])} leaves`, leafFill(kind, style), `map-leaf-${kind}`),
    ),
    ...(targets.has('PA') ? [fill('device memory behind it', TARGET_FILL, 'map-behind')] : []),
    ...(targets.has('offset') && !targets.has('PA')
      ? [fill('file behind it', TARGET_FILL, 'map-behind')]
      : []),
    ...(mappings.some(({ fits }) => fits.length > 0) ? [stroke('block line', INK, 'map-va')] : []),
    ...(targets.has('PA') || targets.has('offset')
      ? [stroke('block line that VA misses', PA_INK, 'map-pa')]
      : []),
    ...(holes ? [fill('hole left by alignment', `url(#${style.ids}hole)`, 'map-hole')] : []),
    ...[...kinds].sort().map((kind: VmaKind) => fill(`${kind} VMA`, KIND_FILL[kind], `map-kind-${kind}`)),
    ...(map.snapshots.length > 1 && !areMoments(map.snapshots)
      ? [
          {
            text: `where ${map.snapshots[0]!.policy} has it`,
            draw: (x: number, y: number, size: number) =>
              box({
                class: 'map-ghost',
                x,
                y,
                width: size * 2,
                height: size,
                fill: 'none',
                stroke: '#d55e00',
                'stroke-dasharray': '3 2',
              }),
          },
        ]
      : []),
  ];
}
