/** The two ways in which a scenario file grows large. */
export type Shape = 'one scenario' | 'many scenarios';

const HEAD = 'language 1\ndevice gpu { driver vfio-pci bar 2 { phys 0x2000_0000_0000 size 2G } }\n';

/** A sound text of at least so many bytes, and how many statements it holds. */
export function largeText(shape: Shape, bytes: number): { text: string; statements: number } {
  const [open, piece, close] = SHAPES[shape];
  const parts = [HEAD, open];
  let length = HEAD.length;
  let pieces = 0;
  for (; length < bytes; pieces++) {
    const part = piece(pieces);
    parts.push(part);
    length += part.length;
  }
  return { text: [...parts, close].join(''), statements: pieces * (shape === 'one scenario' ? 1 : 4) };
}

const SHAPES: Readonly<Record<Shape, readonly [string, (index: number) => string, string]>> = {
  'one scenario': [
    'scenario "large" {\n',
    (i) => `  m${i} = mmap gpu.bar2 offset ${(i % 500) * 4}K length ${1 + (i % 64)}M  # step ${i}\n`,
    '}\n',
  ],
  'many scenarios': [
    '',
    (i) => `# Number ${i}: a part of the region, and what is left when half of it goes.
scenario "number ${i}" {
  sweep size in 4K, 2M
  occupancy { 0x7000_0000_0000 +4M anon }
  a = mmap gpu.bar2 length $size
  repeat 3 { mmap anon of uniform(4K, 1M) }
  munmap a
  expect status(a) == placed for linux
}

`,
    '',
  ],
};
