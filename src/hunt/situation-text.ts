import { hex } from '../machine/bytes.ts';
import {
  type MmapStep,
  PHYSICAL_ROOM,
  type Situation,
  type SituationDevice,
  type SituationFile,
  type SituationSource,
  type Step,
  type StepAddress,
} from './situation.ts';
import { sizeWords } from './size-words.ts';

/** A situation with what stands around it in its file. */
export interface Told {
  readonly situation: Situation;
  /** The scenario's name. */
  readonly name: string;
  /** Lines above the scenario, without `#`. */
  readonly comment: readonly string[];
  /** `expect` lines. */
  readonly expectations: readonly string[];
}

/** Declarations of a family by the name that they declare, in the family file's order. */
export type Given = ReadonlyMap<string, string>;

/** A situation alone as a scenario file, not yet laid out by the formatter. */
export function situationText(situation: Situation, given: Given): string {
  return fileText([{ situation, name: 'case', comment: [], expectations: [] }], given, []);
}

/**
 * Scenarios as one file, not yet laid out by the formatter. Machines with settings, and what a family declares, stand
 * once, above them.
 * @param head - comment lines that the file begins with, without `#`.
 */
export function fileText(told: readonly Told[], given: Given, head: readonly string[]): string {
  const machines = new Map<string, string>();
  for (const { situation } of told) {
    const key = machineKey(situation);
    if (situation.settings.length > 0 && !machines.has(key))
      machines.set(key, machines.size === 0 ? 'host' : `host${machines.size + 1}`);
  }
  const declared = [...machines].map(([key, name]) => `machine ${name} extends ${key}`);
  const lines = [
    ...head.map((line) => `# ${line}`.trimEnd()),
    ...(head.length > 0 ? [''] : []),
    'language 1',
    '',
    ...givenLines(told, given),
    ...declared.flatMap((line) => [line, '']),
    ...told.flatMap((one) => [...scenarioLines(one, machines.get(machineKey(one.situation))), '']),
  ];
  return lines.join('\n');
}

function machineKey({ machine, settings }: Situation): string {
  return `${machine} { ${settings.join('  ')} }`;
}

/** The declarations of a family that the situations come back to, directly or through another one. */
function givenLines(told: readonly Told[], given: Given): string[] {
  const wanted = new Set<string>();
  const want = (name: string): void => {
    const text = given.get(name);
    if (text === undefined || wanted.has(name)) return;
    wanted.add(name);
    for (const other of given.keys()) if (new RegExp(`extends ${other}(?![\\w-])`).test(text)) want(other);
  };
  for (const { situation } of told) {
    want(situation.machine);
    for (const source of situation.sources) if (source.kind === 'given') want(source.label.split('.')[0]!);
  }
  return [...given].filter(([name]) => wanted.has(name)).flatMap(([, text]) => [text, '']);
}

function scenarioLines(
  { situation, name, comment, expectations }: Told,
  machine = situation.machine,
): string[] {
  const names = namesOf(situation);
  return [
    ...comment.map((line) => `# ${line}`),
    `scenario "${name}" on ${machine} {`,
    ...situation.sources.flatMap((source, place) => sourceLines(source, names.sources[place]!, place)),
    ...occupancyLines(situation),
    ...situation.steps.map((step) => stepLine(step, names)),
    ...expectations,
    '}',
  ];
}

/** What the sources and the steps of a situation are called. */
export interface Names {
  readonly sources: readonly string[];
  /** What an mmap of each source says: `gpu.bar0`. */
  readonly labels: readonly string[];
  /** By the step's id. */
  readonly steps: ReadonlyMap<number, string>;
}

const DRIVER_WORDS: Readonly<Record<string, string>> = {
  'vfio-pci': 'gpu',
  dmabuf: 'buffer',
  drm: 'gem',
  rdma: 'nic',
};

/** Names that a reader can tell apart: after the kind of thing, with a number from the second on. */
export function namesOf({ sources, steps }: Situation): Names {
  const taken = new Map<string, number>();
  const fresh = (stem: string) => {
    const count = (taken.get(stem) ?? 0) + 1;
    taken.set(stem, count);
    return count === 1 ? stem : `${stem}${count}`;
  };
  const sourceNames = sources.map((source) =>
    source.kind === 'given' ? source.label : fresh(sourceStem(source)),
  );
  const stepNames = steps.flatMap((step) =>
    step.do === 'mmap' ? [[step.id, fresh(stepStem(step, sources))] as const] : [],
  );
  const labels = sources.map((source, place) => labelOf(source, sourceNames[place]!));
  return { sources: sourceNames, labels, steps: new Map(stepNames) };
}

function labelOf(source: SituationSource, name: string): string {
  return source.kind === 'device' ? `${name}.${source.bar ? 'bar0' : 'mem'}` : name;
}

function sourceStem(source: SituationDevice | SituationFile): string {
  return source.kind === 'file' ? 'data' : (DRIVER_WORDS[source.driver] ?? 'card');
}

function stepStem({ source, areas }: MmapStep, sources: readonly SituationSource[]): string {
  if (source === 'anon') return 'memory';
  if (areas) return 'area';
  const what = sources[source]!;
  return what.kind === 'file' || (what.kind === 'given' && what.of === 'file') ? 'map' : 'dev';
}

function sourceLines(source: SituationSource, name: string, place: number): string[] {
  if (source.kind === 'given') return [];
  if (source.kind === 'file')
    return [`file ${name} { fs ${source.fs} size ${sizeWords(source.size)} ${source.settings.join(' ')} }`];
  const region = `${source.bar ? 'bar 0' : 'region mem'} { ${regionWords(source, place).join(' ')} }`;
  const tells = source.tells.map((line) => `tells ${line}`);
  return [`device ${name} { ${['driver', source.driver, ...tells, region].join(' ')} }`];
}

function regionWords({ bar, ranges, hole }: SituationDevice, place: number): string[] {
  const address = (at: number, phys: number) => hex((place * 8 + at + 2) * PHYSICAL_ROOM + phys);
  const [first] = ranges;
  return [
    ...(ranges.length === 1
      ? [`phys ${address(0, first!.phys)} size ${sizeWords(first!.length)}`]
      : ranges.map(({ phys, length }, at) => `range ${address(at, phys)} +${inSum(length)}`)),
    ...(bar ? ['prefetchable'] : []),
    ...(hole ? [`hole ${sizeWords(hole.from)} +${inSum(hole.length)} "MSI-X table"`] : []),
  ];
}

function occupancyLines({ occupancy }: Situation): string[] {
  if (occupancy.length === 0) return [];
  return ['occupancy {', ...occupancy.map(({ start, end }) => `  ${hex(start)}..${hex(end)} anon`), '}'];
}

function stepLine(step: Step, names: Names): string {
  if (step.do === 'mmap') return mmapLine(step, names);
  const on = names.steps.get(step.on)!;
  if (step.do === 'mremap') return `mremap ${on} to ${sizeWords(step.to)}`;
  const part = [
    ...(step.offset > 0 ? [`offset ${sizeWords(step.offset)}`] : []),
    ...(step.length === undefined ? [] : [`length ${sizeWords(step.length)}`]),
  ];
  return [step.do, on, ...part, ...(step.do === 'mprotect' ? ['prot r'] : [])].join(' ');
}

function mmapLine({ id, source, areas, offset, length, at, fixed, flags }: MmapStep, names: Names): string {
  const what = source === 'anon' ? `anon of ${sizeWords(length ?? 0)}` : names.labels[source]!;
  const part = source !== 'anon' && !areas;
  const clauses = [
    ...(part && offset > 0 ? [`offset ${sizeWords(offset)}`] : []),
    ...(part && length !== undefined ? [`length ${sizeWords(length)}`] : []),
    ...(at === undefined ? [] : [`at ${addressWords(at, names)}`]),
    ...(fixed === 'no' ? [] : [fixed]),
    ...flags,
  ];
  return [`${names.steps.get(id)} = mmap`, ...(areas ? ['areas of'] : []), what, ...clauses].join(' ');
}

function addressWords({ step, bytes }: StepAddress, names: Names): string {
  if (step === undefined) return hex(bytes);
  const name = names.steps.get(step)!;
  if (bytes === 0) return name;
  return bytes < 0 ? `${name} - ${inSum(-bytes)}` : `${name} + ${inSum(bytes)}`;
}

/** A size as a part of a sum. */
function inSum(bytes: number): string {
  const words = sizeWords(bytes);
  return words.includes(' ') ? `(${words})` : words;
}
