import type {
  AddressExpression,
  CheckedScenario,
  MmapStatement,
  ScenarioPoint,
  Source,
  Statement,
  Target,
  TouchStatement,
} from '../language/checked-scenario.ts';
import { alignDown, alignUp } from '../machine/bytes.ts';
import type { Machine } from '../machine/machine.ts';
import { type Bindings, evaluate, quantity } from './draw.ts';
import { occupiedRegions } from './occupancy.ts';
import type {
  AddressRange,
  Operation,
  OperationAddress,
  OperationSource,
  Program,
  SlotRange,
  Touch,
} from './operation.ts';
import { RandomStream } from './random.ts';
import { touchPattern } from './touch-pattern.ts';

/** What a program is made from. */
export interface ExpandInput {
  readonly scenario: CheckedScenario;
  readonly point: ScenarioPoint;
  readonly machine: Machine;
  /** 0 where nothing is drawn. */
  readonly seed: number;
  text(path: string): string;
}

/** Unrolls loops and makes every draw: the calls of one cell, the same for all policies. */
export function expand(input: ExpandInput): Program {
  const { scenario, point, machine, seed } = input;
  const occupied = occupiedRegions(scenario.occupancy, {
    machine,
    bindings: point.bindings,
    seed,
    text: input.text,
  });
  const expansion = new Expansion(input);
  expansion.statements(scenario.body, { bindings: point.bindings, stream: 'body', slots: undefined });
  const aslr = new RandomStream(seed, 'aslr');
  const rndPages = machine.aslr ? aslr.integer(0, 2 ** machine.aslrBits - 1) : 0;
  return { occupied, operations: expansion.operations, touches: expansion.touches, rndPages };
}

/** Where a statement stands: what is bound, which stream draws, which slots its loop has made. */
interface Scope {
  readonly bindings: Bindings;
  readonly stream: string;
  readonly slots: number[] | undefined;
}

class Expansion {
  readonly operations: Operation[] = [];
  readonly touches: Touch[] = [];
  readonly #input: ExpandInput;
  readonly #names = new Map<string, number>();
  readonly #streams = new Map<string, RandomStream>();
  #slots = 0;
  #loops = 0;

  constructor(input: ExpandInput) {
    this.#input = input;
  }

  statements(body: readonly Statement[], scope: Scope): void {
    for (const statement of body) this.#statement(statement, scope);
  }

  #statement(statement: Statement, scope: Scope): void {
    switch (statement.kind) {
      case 'mmap':
        this.#mmap(statement, scope);
        return;
      case 'munmap': {
        const range = this.#range(statement.target, scope, true);
        if (range) this.operations.push({ op: 'munmap', range });
        return;
      }
      case 'mprotect': {
        const range = this.#range(statement.target, scope, false);
        if (range) this.operations.push({ op: 'mprotect', range, prot: statement.prot });
        return;
      }
      case 'mremap':
        this.#mremap(statement, scope);
        return;
      case 'brk':
        this.operations.push({ op: 'brk', growthBytes: this.#amount(statement.growth, scope) });
        return;
      case 'revoke':
      case 'restore':
        this.operations.push({ op: statement.kind, device: this.#device(statement.device) });
        return;
      case 'repeat':
        this.#repeat(statement, scope);
        return;
      case 'choose':
        this.#choose(statement, scope);
        return;
      case 'touch':
        this.#touch(statement, scope);
        return;
    }
  }

  #touch(statement: TouchStatement, { bindings }: Scope): void {
    const slots = statement.names.flatMap((name) => this.#names.get(name) ?? []);
    const seed = () => this.#stream(`touch ${this.touches.length}`).integer(0, 0xffff_ffff);
    this.touches.push({
      slots,
      pattern: touchPattern(statement, bindings, { seed, text: this.#input.text }),
    });
  }

  #repeat(statement: Statement & { kind: 'repeat' }, scope: Scope): void {
    const count = evaluate(statement.count, scope.bindings);
    const stream = statement.stream ?? `repeat ${this.#loops++}`;
    const slots: number[] = [];
    for (let i = 0; i < count; i++) {
      const bindings = statement.variable ? { ...scope.bindings, [statement.variable]: i } : scope.bindings;
      this.statements(statement.body, { bindings, stream, slots });
    }
  }

  #choose(statement: Statement & { kind: 'choose' }, scope: Scope): void {
    const stream = statement.stream ?? scope.stream;
    let ticket = this.#stream(stream).integer(1, 100);
    for (const { percent, body } of statement.arms) {
      ticket -= percent;
      if (ticket > 0) continue;
      this.statements(body, { ...scope, stream });
      return;
    }
  }

  #mmap(statement: MmapStatement, scope: Scope): void {
    if (statement.areas) {
      this.#mmapAreas(statement, scope);
      return;
    }
    const source = this.#source(statement.source, scope.bindings);
    const offsetBytes = statement.offset ? this.#amount(statement.offset, scope) : 0;
    const lengthBytes = statement.length
      ? this.#amount(statement.length, scope)
      : this.#sizeOf(source) - offsetBytes;
    this.#push(statement, scope, statement.name ?? '', source, offsetBytes, lengthBytes);
  }

  /** One mmap for every stretch of the region that its holes leave, in whole pages. */
  #mmapAreas(statement: MmapStatement, scope: Scope): void {
    const source = this.#source(statement.source, scope.bindings);
    if (source.kind !== 'device') return;
    const page = this.#input.machine.pageBytes;
    const { holes, sizeBytes } = this.#input.point.devices[source.device]!.regions[source.region]!;
    let at = 0;
    let count = 0;
    const area = (end: number) => {
      if (end <= at) return;
      const name = statement.name ? `${statement.name}.${count++}` : '';
      this.#push(statement, scope, name, source, at, end - at);
    };
    for (const { fromBytes, lengthBytes } of [...holes].sort((a, b) => a.fromBytes - b.fromBytes)) {
      area(alignDown(fromBytes, page));
      at = Math.max(at, alignUp(fromBytes + lengthBytes, page));
    }
    area(sizeBytes);
  }

  #push(
    statement: MmapStatement,
    scope: Scope,
    name: string,
    source: OperationSource,
    offsetBytes: number,
    lengthBytes: number,
  ): void {
    const slot = this.#slots++;
    if (name !== '') this.#names.set(name, slot);
    scope.slots?.push(slot);
    this.operations.push({
      op: 'mmap',
      slot,
      name,
      source,
      offsetBytes,
      lengthBytes,
      at: statement.at && this.#address(statement.at, scope.bindings),
      fixed: statement.fixed,
      in32bit: statement.in32bit,
      growsdown: statement.growsdown,
      shared: statement.sharing === 'shared',
      prot: statement.prot,
      nohugepage: statement.nohugepage,
      guestBytes: statement.guest && evaluate(statement.guest, scope.bindings),
    });
  }

  #mremap(statement: Statement & { kind: 'mremap' }, scope: Scope): void {
    const range = this.#range(statement.target, scope, false);
    if (!range) return;
    const own = 'slot' in range ? range.slot : this.#slots++;
    const toSlot = statement.dontUnmap ? this.#slots++ : own;
    if (statement.name !== undefined) this.#names.set(statement.name, toSlot);
    this.operations.push({
      op: 'mremap',
      range,
      toSlot,
      name: statement.name,
      newLengthBytes: this.#amount(statement.newLength, scope),
      mayMove: statement.mayMove,
      fixedAt: statement.fixedAt && this.#address(statement.fixedAt, scope.bindings),
      dontUnmap: statement.dontUnmap,
    });
  }

  /** The target of a call; `any` draws one of the loop's slots, and takes it out of the draw when it goes away. */
  #range(target: Target, scope: Scope, goesAway: boolean): SlotRange | AddressRange | undefined {
    if (target.kind === 'address') {
      return {
        at: this.#address(target.at, scope.bindings),
        lengthBytes: this.#amount(target.length, scope),
      };
    }
    if (target.kind === 'mapping') {
      const slot = this.#names.get(target.name);
      if (slot === undefined) return undefined;
      const lengthBytes = target.length && this.#amount(target.length, scope);
      return { slot, offsetBytes: target.offset ? this.#amount(target.offset, scope) : 0, lengthBytes };
    }
    const slots = scope.slots ?? [];
    if (slots.length === 0) return undefined;
    const at = this.#stream(scope.stream).integer(0, slots.length - 1);
    const slot = slots[at]!;
    if (goesAway) removeAt(slots, at);
    return { slot, offsetBytes: 0, lengthBytes: undefined };
  }

  #source(source: Source, bindings: Bindings): OperationSource {
    if (source.kind === 'hugetlb')
      return { kind: 'hugetlb', pageBytes: evaluate(source.pageBytes, bindings) };
    if (source.kind === 'anon') return source;
    const { devices, files } = this.#input.point;
    if (source.kind === 'file')
      return { kind: 'file', file: files.findIndex(({ name }) => name === source.file) };
    const device = this.#device(source.device);
    return {
      kind: 'device',
      device,
      region: devices[device]!.regions.findIndex(({ name }) => name === source.region),
    };
  }

  #sizeOf(source: OperationSource): number {
    if (source.kind === 'device')
      return this.#input.point.devices[source.device]!.regions[source.region]!.sizeBytes;
    return source.kind === 'file' ? this.#input.point.files[source.file]!.sizeBytes : 0;
  }

  #device(name: string): number {
    return this.#input.point.devices.findIndex((device) => device.name === name);
  }

  #address({ base, offset }: AddressExpression, bindings: Bindings): OperationAddress {
    const offsetBytes = evaluate(offset, bindings);
    const slot = base === undefined ? undefined : this.#names.get(base);
    return slot === undefined ? { offsetBytes } : { slot, offsetBytes };
  }

  #amount(what: Parameters<typeof quantity>[0], scope: Scope): number {
    return quantity(what, scope.bindings, this.#stream(scope.stream), this.#input.machine.pageBytes);
  }

  #stream(name: string): RandomStream {
    let stream = this.#streams.get(name);
    if (!stream) {
      stream = new RandomStream(this.#input.seed, name);
      this.#streams.set(name, stream);
    }
    return stream;
  }
}

/** Takes one element out; the last one fills its place. */
function removeAt(slots: number[], at: number): void {
  const last = slots.pop()!;
  if (at < slots.length) slots[at] = last;
}
