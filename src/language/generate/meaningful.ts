import { MACHINE_PRESETS } from '../../machine/machine.ts';
import { VALUES } from '../services/setting-values.ts';
import { TIGHT, type Writer } from './writer.ts';

/** What a scenario has so far. */
interface Scope {
  readonly mappings: string[];
  readonly variables: string[];
  readonly inLoop: boolean;
}

/** A device's region or a file that can be mapped, with its size in bytes of 4K pages. */
interface Source {
  readonly text: string;
  readonly pages: number;
}

const SIZES = ['4K', '8K', '64K', '2M', '2M + 4K', '62M - 4K', '(4K * 3)', '0x20_0000', '512K'] as const;
const ADDRESSES = ['0x7000_0000_0000', '0x7100000000', '0x10_0000_0000 + 2M', '0x6AB0_0000'] as const;
const MACHINES = Object.keys(MACHINE_PRESETS).filter(
  (name) => name.startsWith('x86') || name.startsWith('riscv'),
);

/** Writes a file whose scenarios mostly have a meaning: names that exist, lengths that fit, choices that sum to 100. */
export function writeMeaningful(writer: Writer): void {
  writer.put('language', '0');
  const machines = [...MACHINES];
  for (let count = writer.draw(3); count > 0; count--) machines.push(writeMachine(writer, machines));
  const sources: Source[] = [];
  for (let count = 1 + writer.draw(3); count > 0; count--) sources.push(...writeDevice(writer, count));
  for (let count = 1 + writer.draw(2); count > 0; count--) sources.push(writeFile(writer));
  for (let count = 1 + writer.draw(3); count > 0; count--) writeScenario(writer, machines, sources);
}

function writeMachine(writer: Writer, bases: readonly string[]): string {
  const name = writer.fresh('host');
  writer.put('machine', name, 'extends', writer.pick(bases), '{');
  const settings: readonly (readonly string[])[] = [
    ['kernel', writer.pick(VALUES.kernel!)],
    ['layout', writer.pick(VALUES.layout!)],
    ['thp', writer.pick(VALUES.thp!)],
    ['aslr', 'off'],
    ['stack_limit', writer.pick(['8M', 'unlimited', '0x80_0000'])],
    ['max_map_count', '65_530'],
    ['commit', '96204e15310c', writer.pick(['on', 'off'])],
    ['leaf', writer.pick(['pmd', 'pud']), 'on'],
  ];
  for (const setting of settings) if (writer.chance(30)) writer.put(...setting);
  writer.put('}');
  return name;
}

function writeDevice(writer: Writer, place: number): Source[] {
  const name = writer.fresh('dev');
  writer.put('device', name, '{', 'driver', writer.pick(['vfio-pci', 'remap-at-mmap', 'dmabuf', 'uio']));
  if (writer.chance(20)) writer.put('tells', 'start_pfn');
  const sources: Source[] = [];
  for (let bar = 0; bar < 1 + writer.draw(3); bar++) {
    const megabytes = 2 ** writer.draw(8);
    const phys = `0x${(place * 16 + bar).toString(16)}0_0000_0000`;
    writer.put('bar', String(bar), '{', 'phys', phys, 'size', `${megabytes}M`);
    if (writer.chance(50)) writer.put('prefetchable');
    if (writer.chance(20)) writer.put('hole', '0x2000', TIGHT, '4K', '"MSI-X table"');
    writer.put('}');
    sources.push({ text: `${name}.bar${bar}`, pages: megabytes * 256 });
  }
  writer.put('}');
  return sources;
}

function writeFile(writer: Writer): Source {
  const name = writer.fresh('file');
  writer.put('file', name, '{', 'fs', writer.pick(['ext4', 'xfs', 'nfs', 'btrfs']), 'size', '1G');
  if (writer.chance(40)) writer.put('folios', 'up', 'to', writer.pick(['64K', '2M']));
  writer.put('}');
  return { text: name, pages: 2 ** 18 };
}

function writeScenario(writer: Writer, machines: readonly string[], sources: readonly Source[]): void {
  const scope: Scope = { mappings: [], variables: [], inLoop: false };
  writer.put('scenario', `"${writer.fresh('s')}"`);
  if (writer.chance(50)) writer.put('on', writer.pick(machines));
  writer.put('{');
  if (writer.chance(40)) writeSweep(writer, scope);
  if (writer.chance(20)) writer.put('seeds', '1', '..', String(1 + writer.draw(4)));
  if (writer.chance(15)) writer.put('headline', writer.pick(writer.terms.cellMetrics));
  if (writer.chance(30)) writeOccupancy(writer);
  for (let count = 1 + writer.draw(5); count > 0; count--) writeStatement(writer, scope, sources, 0);
  for (const variable of scope.variables) writer.put('mmap', 'anon', 'of', `$${variable}`);
  for (let count = writer.draw(4); count > 0; count--) writeExpectation(writer, scope);
  writer.put('}');
}

function writeSweep(writer: Writer, { variables }: Scope): void {
  const name = writer.fresh('v');
  variables.push(name);
  const forms = [
    ['let', name, '=', '4K', '*', '3'],
    ['sweep', '(', name, ')', 'in', '(', '4K', ')', ',', '(', '0xAB000', ')'],
    ['sweep', name, 'in', '4K', ',', '0x20_0000', ',', '3', '*', '4K'],
  ];
  writer.put(...writer.pick(forms));
}

function writeOccupancy(writer: Writer): void {
  writer.put('occupancy', '{');
  if (writer.chance(50)) writer.put('0x5555_5555_4000', '..', '0x5555_5557_6000', 'file', '"/usr/bin/qemu"');
  if (writer.chance(50))
    writer.put('0x5555_5600_0000', TIGHT, '2M', writer.pick(['heap', 'stack', 'anon', 'shared']));
  if (writer.chance(50))
    writer.put(
      'scatter',
      '10',
      'anon',
      'of',
      ...draws(writer),
      'between',
      '0x10_0000_0000',
      'and',
      '0x20_0000_0000',
    );
  writer.put('}');
}

function draws(writer: Writer): readonly string[] {
  return writer.pick([
    ['uniform', '(', '4K', ',', '8M', ')'],
    ['lognormal', '(', '64K', ',', '4M', ')'],
    ['pareto', '(', '4K', ',', '1M', ')'],
    ['one', '(', '4K', ',', '2M', ')'],
    ['64K'],
  ]);
}

type Statement = (writer: Writer, scope: Scope, sources: readonly Source[], depth: number) => void;

function writeStatement(writer: Writer, scope: Scope, sources: readonly Source[], depth: number): void {
  const simple: readonly Statement[] = [
    writeMmap,
    writeMmap,
    writeMmap,
    writeBrk,
    writeOnMapping,
    writeOnMapping,
  ];
  const nested: readonly Statement[] = [writeRepeat, writeChoose];
  writer.pick(depth < 2 ? [...simple, ...nested] : simple)(writer, scope, sources, depth);
}

function writeMmap(writer: Writer, scope: Scope, sources: readonly Source[]): void {
  const { text, pages } = writer.pick(sources);
  const name = !scope.inLoop && writer.chance(70) ? writer.fresh('m') : undefined;
  if (name) writer.put(name, '=');
  if (writer.chance(25)) {
    writer.put('mmap', 'anon', 'of', ...draws(writer));
  } else {
    writer.put('mmap', ...text.split('.').flatMap((part, index) => (index === 0 ? [part] : ['.', part])));
    const offset = writer.draw(Math.min(pages, 64));
    if (writer.chance(40))
      writer.put('offset', `0x${(offset * 4096).toString(16).toUpperCase().replace(/^0$/, '0')}`);
    if (writer.chance(40)) writer.put('length', `${4 * (1 + writer.draw(Math.min(pages - offset, 100)))}K`);
  }
  writeMmapClauses(writer, scope);
  if (name) scope.mappings.push(name);
}

function writeMmapClauses(writer: Writer, { mappings }: Scope): void {
  if (writer.chance(20)) {
    const relative = mappings.length > 0 && writer.chance(50);
    writer.put('at', ...(relative ? [writer.pick(mappings), '+', '2M'] : [writer.pick(ADDRESSES)]));
  }
  if (writer.chance(20)) writer.put('prot', writer.pick(VALUES.prot!));
  if (writer.chance(10)) writer.put('nohugepage');
}

function writeBrk(writer: Writer): void {
  if (writer.chance(70)) writer.put('brk', TIGHT, '8M');
  else writer.put('brk', '-', writer.pick(SIZES.slice(0, 4)));
}

/** munmap, mremap, mprotect or touch of a mapping; brk where there is none. */
function writeOnMapping(writer: Writer, scope: Scope): void {
  if (scope.mappings.length === 0) {
    if (scope.inLoop) writer.put('munmap', 'any');
    else writeBrk(writer);
    return;
  }
  const name = writer.pick(scope.mappings);
  const parts: readonly (readonly string[])[] = [
    ['munmap', scope.inLoop ? 'any' : name],
    ['munmap', name, 'length', '4K'],
    ['munmap', name, '+', '64K', 'length', writer.pick(SIZES)],
    ['munmap', '0x7000_0000_0000', 'length', writer.pick(SIZES)],
    ['mprotect', name, 'offset', '0', 'length', '4K', 'prot', 'r'],
    ['mremap', name, 'to', writer.pick(SIZES)],
    ['mremap', name, 'to', '8K', 'in', 'place'],
    ['touch', name],
    ['touch', name, 'stride', '64', 'times', '2'],
    ['touch', name, 'uniform', '1000'],
  ];
  writer.put(...writer.pick(parts));
}

function writeRepeat(writer: Writer, scope: Scope, sources: readonly Source[], depth: number): void {
  writer.put('repeat', String(1 + writer.draw(5)));
  const variable = writer.chance(50) ? writer.fresh('i') : undefined;
  if (variable) writer.put('as', variable);
  if (writer.chance(20)) writer.put('stream', writer.fresh('r'));
  writer.put('{');
  writer.put('mmap', 'anon', 'of', ...(variable ? ['(', `$${variable}`, '+', '1', ')', '*', '4K'] : ['64K']));
  for (let count = writer.draw(3); count > 0; count--)
    writeStatement(writer, { ...scope, inLoop: true }, sources, depth + 1);
  writer.put('}');
}

function writeChoose(writer: Writer, scope: Scope, sources: readonly Source[], depth: number): void {
  if (!scope.inLoop) {
    writeRepeat(writer, scope, sources, depth);
    return;
  }
  const first = 1 + writer.draw(98);
  writer.put('choose', '{');
  for (const share of [first, 100 - first]) {
    const single = writer.chance(50);
    writer.put(`${share}%`, ':');
    if (!single) writer.put('{');
    writeStatement(writer, scope, sources, depth + 1);
    if (!single) writer.put('}');
  }
  writer.put('}');
}

function writeExpectation(writer: Writer, { mappings }: Scope): void {
  const { policies, mappingMetrics, cellMetrics } = writer.terms;
  if (mappings.length > 0 && writer.chance(60))
    writer.put('expect', writer.pick(mappingMetrics), '(', writer.pick(mappings), ')');
  else writer.put('expect', writer.pick(cellMetrics));
  writer.put(writer.pick(['==', '>=', '!=', '<']), writer.pick(['0', '512', '4K', '2 * 4K', '0.5']));
  for (let count = writer.draw(3), word = 'for'; count > 0; count--, word = ',')
    writer.put(word, writer.pick(policies));
}
