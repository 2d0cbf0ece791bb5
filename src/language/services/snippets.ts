import type { Completion } from './completion.ts';

function snippet(label: string, detail: string, insert: string): Completion {
  return { label, kind: 'snippet', detail, insert };
}

/** A place to fill in, in the form of the protocol. */
function hole(number: number, text: string): string {
  return ['$', '{', number, ':', text, '}'].join('');
}

/** Whole constructs by the word that begins them. */
export const SNIPPETS: Readonly<Record<string, readonly Completion[]>> = {
  language: [snippet('language 1', 'The first line of a file.', 'language 1\n\n')],
  machine: [
    snippet(
      'machine … { }',
      'A machine that begins from a preset.',
      `machine ${hole(1, 'host')} extends ${hole(2, 'x86_64')} {\n  kernel ${hole(3, '6.18')}\n}\n`,
    ),
  ],
  device: [
    snippet(
      'device … { }',
      'A PCI device with one BAR, behind VFIO.',
      `device ${hole(1, 'gpu')} {\n  driver ${hole(2, 'vfio-pci')}\n  bar ${hole(3, '2')} { phys ${hole(4, '0x2000_0000_0000')}  size ${hole(5, '2G')}  prefetchable }\n}\n`,
    ),
  ],
  file: [
    snippet(
      'file … { }',
      'A file to map.',
      `file ${hole(1, 'model')} { fs ${hole(2, 'ext4')}  size ${hole(3, '40G')}  folios up to ${hole(4, '2M')} }\n`,
    ),
  ],
  scenario: [
    snippet(
      'scenario … { }',
      'One situation: what is mapped, and what should come of it.',
      `scenario "${hole(1, '2 GiB BAR, mapped whole')}" {\n  ${hole(2, 'bar2')} = mmap ${hole(3, 'gpu.bar2')}\n  $0\n}\n`,
    ),
  ],
  bar: [
    snippet(
      'bar … { }',
      'A BAR.',
      `bar ${hole(1, '0')} { phys ${hole(2, '0x38_0000_0000')}  size ${hole(3, '16M')} }`,
    ),
  ],
  region: [
    snippet(
      'region … { }',
      'A region by name.',
      `region ${hole(1, 'mem')} { phys ${hole(2, '0x2000_0000_0000')}  size ${hole(3, '64M')} }`,
    ),
  ],
  occupancy: [
    snippet(
      'occupancy { }',
      'What stands there before.',
      `occupancy { maps "${hole(1, 'maps/qemu.maps')}" }`,
    ),
  ],
  repeat: [snippet('repeat … { }', 'A loop.', `repeat ${hole(1, '1000')} {\n  $0\n}`)],
  choose: [
    snippet(
      'choose { }',
      'One of several statements, by percentage.',
      `choose {\n  ${hole(1, '60')}%: mmap anon of uniform(4K, 8M)\n  ${hole(2, '40')}%: munmap any\n}`,
    ),
  ],
  expect: [
    snippet(
      'expect … == …',
      'A claim that is checked after the run.',
      `expect ${hole(1, 'faults')}(${hole(2, 'bar2')}) == ${hole(3, '2')}  for ${hole(4, 'gunthorpe-start-pfn')}`,
    ),
  ],
};
