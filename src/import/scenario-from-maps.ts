import { sizeText } from '../machine/bytes.ts';
import type { MapsRegion } from './maps.ts';
import { addressText, commentText, quoted } from './scenario-text.ts';

/** Regions side by side that are one thing to a reader: the segments of one file. */
interface Block {
  start: number;
  end: number;
  readonly what: string;
  readonly path: string;
  readonly permissions: string[];
}

/** A scenario that begins in the address space of a snapshot. */
export function scenarioFromMaps(regions: readonly MapsRegion[], file: string): string {
  const name = file.replace(/^.*\//, '').replace(/\.\w+$/, '') || 'snapshot';
  return [
    `# The address space of ${commentText(file)}: ${regions.length} regions.`,
    'language 1',
    '',
    'machine here {',
    '  arch x86_64  kernel 6.18   # the machine of the snapshot; docs/language.md has every setting',
    '  stack_limit 8M  aslr off',
    '}',
    '',
    `scenario ${quoted(name)} on here {`,
    occupancyText(regions),
    '',
    '  # What is to be placed; for a device see policy-lab import lspci.',
    '  new = mmap anon of 64M',
    '}',
    '',
  ].join('\n');
}

/** The occupancy block of a snapshot. */
export function occupancyText(regions: readonly MapsRegion[]): string {
  const lines = blocksOf(regions).map(({ start, end, what, path, permissions }) => {
    const label = what === 'file' || what === 'shared' ? ` ${quoted(path || 'shared memory')}` : '';
    const range = `${addressText(start)}..${addressText(end)}`;
    return `    ${range} ${what}${label}   # ${sizeText(end - start)}, ${[...new Set(permissions)].join(' ')}`;
  });
  return ['  occupancy {', ...lines, '  }'].join('\n');
}

function blocksOf(regions: readonly MapsRegion[]): Block[] {
  const blocks: Block[] = [];
  for (const { start, end, path, permissions, vmFlags } of regions) {
    const what = kindOf(path, permissions, vmFlags);
    const last = blocks.at(-1);
    if (last?.end === start && last.what === what && last.path === path && what === 'file') {
      last.end = end;
      last.permissions.push(permissions);
    } else blocks.push({ start, end, what, path, permissions: [permissions] });
  }
  return blocks;
}

function kindOf(path: string, permissions: string, vmFlags: readonly string[]): string {
  if (path === '[heap]') return 'heap';
  if (path === '[stack]' || vmFlags.includes('gd')) return 'stack';
  if (path === '' || path.startsWith('[anon')) return permissions.endsWith('s') ? 'shared' : 'anon';
  return permissions.endsWith('s') ? 'shared' : 'file';
}
