import type { MapsRegion } from '../import/maps.ts';
import { occupancyText } from '../import/scenario-from-maps.ts';
import { addressText, commentText, quoted, ScenarioNames } from '../import/scenario-text.ts';
import type { RecordingSetup } from '../import/setup.ts';
import { alignUp, sizeText } from '../machine/bytes.ts';
import type {
  AddressRange,
  MmapOperation,
  Operation,
  OperationAddress,
  SlotRange,
} from '../plan/operation.ts';
import type { WhatIfProgram, WhatIfStep } from './what-if-program.ts';

/** A recorded program as a scenario: its files, its memory before the first call, and its calls. */
export function scenarioFromLog(
  program: WhatIfProgram,
  setup: RecordingSetup,
  regions: readonly MapsRegion[],
  file: string,
  pageBytes: number,
): string {
  const writer = new LogWriter(program, pageBytes);
  const name = file.replace(/^.*\//, '').replace(/\.\w+$/, '') || 'log';
  const left = program.uncarried.map(({ line, reason }) => `  # line ${line} is left out: ${reason}`);
  return [
    `# The program of ${commentText(file)}: ${program.steps.length} calls. Calls on a mapping follow it.`,
    'language 1',
    '',
    machineText(setup),
    ...writer.files(),
    '',
    `scenario ${quoted(name)} on recorded {`,
    ...(regions.length > 0 ? [occupancyText(regions)] : []),
    ...program.steps.map((step) => writer.statement(step)),
    ...left,
    '}',
    '',
  ].join('\n');
}

function machineText({
  machine,
  kernel,
  layout,
  stackLimit,
  mmapMinAddr,
  maxMapCount,
}: RecordingSetup): string {
  const release = /^\d+\.\d+/.exec(kernel)?.[0] ?? kernel;
  const limit = Number.isFinite(stackLimit) ? sizeText(stackLimit) : 'unlimited';
  return [
    `machine recorded extends ${machine} {`,
    `  kernel ${release}   layout ${layout}   aslr off`,
    `  stack_limit ${limit}   mmap_min_addr ${mmapMinAddr}   max_map_count ${maxMapCount}`,
    '}',
  ].join('\n');
}

/** Writes the statements of a program, with a name for each mapping that a reader or a later call may want. */
class LogWriter {
  readonly #program: WhatIfProgram;
  readonly #page: number;
  readonly #names = new ScenarioNames();
  readonly #slots = new Map<number, string>();
  readonly #fileNames: string[];
  readonly #referred: ReadonlySet<number>;

  constructor(program: WhatIfProgram, pageBytes: number) {
    this.#program = program;
    this.#page = pageBytes;
    this.#fileNames = program.point.files.map(({ name }) =>
      this.#names.name(name.replace(/^.*\//, '') || 'file'),
    );
    this.#referred = new Set(program.steps.flatMap(({ operation }) => slotsOf(operation)));
  }

  files(): string[] {
    return this.#program.point.files.map(({ name, fs, hook, sizeBytes, huge, hugetlbPageBytes }, i) => {
      const settings = [`fs ${fs}`, `size ${sizeText(alignUp(sizeBytes, this.#page))}`];
      if (hook === 'shmem') settings.push(`huge ${huge}`);
      if (hugetlbPageBytes > 0) settings.push(`page ${sizeText(hugetlbPageBytes)}`);
      return `file ${this.#fileNames[i]} { ${settings.join('  ')} }   # ${commentText(name)}`;
    });
  }

  statement({ operation, line, trim }: WhatIfStep): string {
    const note = trim ? `   # line ${line}: a trim, computed from the address` : '';
    return `  ${this.#text(operation, line)}${note}`;
  }

  #text(operation: Operation, line: number): string {
    switch (operation.op) {
      case 'mmap':
        return this.#mmap(operation, line);
      case 'munmap':
        return `munmap ${this.#range(operation.range)}`;
      case 'mprotect':
        return `mprotect ${this.#range(operation.range)} prot ${operation.prot}`;
      case 'brk':
        return `brk ${operation.growthBytes < 0 ? '-' : '+'}${sizeText(Math.abs(operation.growthBytes))}`;
      case 'mremap':
        return this.#mremap(operation, line);
      default:
        return `# ${operation.op}`;
    }
  }

  #mmap(operation: MmapOperation, line: number): string {
    const { source, slot, offsetBytes, lengthBytes, at, fixed, shared, prot } = operation;
    const named = operation.name !== '' || this.#referred.has(slot);
    const label = (operation.name.replace(/^L\d+ /, '') || 'part').slice(0, 28);
    if (named) this.#slots.set(slot, this.#names.name(`${label}-L${line}`));
    const name = this.#slots.get(slot);
    const always = source.kind === 'device' || source.kind === 'hugetlb';
    return [
      ...(name === undefined ? [] : [`${name} =`]),
      `mmap ${this.#source(operation)}`,
      ...(offsetBytes > 0 && source.kind !== 'anon' ? [`offset ${quantityText(offsetBytes)}`] : []),
      `length ${sizeText(alignUp(lengthBytes, this.#page))}`,
      ...(at ? [`at ${this.#address(at)}`] : []),
      ...(fixed === 'no' ? [] : [fixed]),
      ...(operation.in32bit ? ['32bit'] : []),
      ...(operation.growsdown ? ['growsdown'] : []),
      ...(operation.nohugepage ? ['nohugepage'] : []),
      ...(source.kind === 'anon' || shared === always ? [] : [shared ? 'shared' : 'private']),
      ...(prot === 'rw' ? [] : [`prot ${prot}`]),
    ].join(' ');
  }

  #source({ source }: MmapOperation): string {
    if (source.kind === 'anon') return source.shared ? 'anon shared' : 'anon';
    if (source.kind === 'hugetlb') return `hugetlb ${sizeText(source.pageBytes)}`;
    if (source.kind === 'file') return this.#fileNames[source.file]!;
    const device = this.#program.point.devices[source.device]!;
    return `${device.name}.${device.regions[source.region]!.name}`;
  }

  #mremap(operation: Operation & { op: 'mremap' }, line: number): string {
    const { range, toSlot, newLengthBytes, mayMove, fixedAt, dontUnmap } = operation;
    const from = this.#range(range, false);
    if (dontUnmap) this.#slots.set(toSlot, this.#names.name(`moved-L${line}`));
    const how = dontUnmap
      ? ' dontunmap'
      : fixedAt
        ? ` move at ${this.#address(fixedAt)}`
        : mayMove
          ? ''
          : ' in place';
    const name = dontUnmap ? `${this.#slots.get(toSlot)} = ` : '';
    return `${name}mremap ${from} to ${sizeText(alignUp(newLengthBytes, this.#page))}${how}`;
  }

  #range(range: SlotRange | AddressRange, withLength = true): string {
    if ('at' in range)
      return `${this.#address(range.at)} length ${sizeText(alignUp(range.lengthBytes, this.#page))}`;
    const name = this.#slots.get(range.slot) ?? 'unknown';
    const offset = range.offsetBytes > 0 ? ` offset ${quantityText(range.offsetBytes)}` : '';
    const length =
      withLength && range.lengthBytes !== undefined
        ? ` length ${sizeText(alignUp(range.lengthBytes, this.#page))}`
        : '';
    return `${name}${offset}${length}`;
  }

  #address({ slot, offsetBytes }: OperationAddress): string {
    if (slot === undefined) return addressText(offsetBytes);
    const name = this.#slots.get(slot) ?? 'unknown';
    return offsetBytes === 0 ? name : `${name} + ${quantityText(offsetBytes)}`;
  }
}

/** A size in units where that is short, else hexadecimal. */
function quantityText(bytes: number): string {
  const size = sizeText(bytes);
  return size.length <= 6 ? size : addressText(bytes);
}

function slotsOf(operation: Operation): number[] {
  const slots: number[] = [];
  if ('range' in operation && 'slot' in operation.range) slots.push(operation.range.slot);
  if ('range' in operation && 'at' in operation.range && operation.range.at.slot !== undefined)
    slots.push(operation.range.at.slot);
  if (operation.op === 'mmap' && operation.at?.slot !== undefined) slots.push(operation.at.slot);
  if (operation.op === 'mremap' && operation.fixedAt?.slot !== undefined) slots.push(operation.fixedAt.slot);
  return slots;
}
