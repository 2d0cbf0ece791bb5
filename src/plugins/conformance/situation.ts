import { hex, sizeText } from '../../machine/bytes.ts';

/** What a situation maps: devices by their driver, files by their file system, anonymous memory. */
export const SOURCES = [
  'vfio-pci',
  'remap-at-mmap',
  'dmabuf',
  'vfio-mdev',
  'drm',
  'ext4',
  'tmpfs',
  'anon',
  'anon shared',
] as const;

/** One of {@link SOURCES}. */
export type SituationSource = (typeof SOURCES)[number];

/** One mmap of a situation. Bytes; a hint of 0 is none. */
export interface SituationMapping {
  readonly offsetBytes: number;
  readonly lengthBytes: number;
  readonly hintBytes: number;
}

/** A situation that a policy is tried in: few enough parts that a person sees through it. Bytes. */
export interface Situation {
  /** A machine preset. */
  readonly machine: string;
  readonly legacy: boolean;
  readonly source: SituationSource;
  /** Of the device's region, or of the file. */
  readonly sizeBytes: number;
  /** Where the region begins physically. */
  readonly physBytes: number;
  /** What is mapped, in order: all of the same source. */
  readonly mappings: readonly SituationMapping[];
  /** Memory that is there before, in order of address. */
  readonly occupied: readonly { readonly startBytes: number; readonly lengthBytes: number }[];
}

/** Name of the scenario that {@link situationText} writes. */
export const SITUATION_NAME = 'counter-example';

/** Names of a situation's mappings, in order. */
export function mappingName(index: number): string {
  return `map${index + 1}`;
}

/** The situation as a scenario file; `remarks` become the scenario's comment, `expectations` its last lines. */
export function situationText(
  situation: Situation,
  remarks: readonly string[] = [],
  expectations: readonly string[] = [],
): string {
  const { machine, legacy, occupied, mappings } = situation;
  const body = [
    ...(occupied.length === 0
      ? []
      : [
          'occupancy {',
          ...occupied.map((one) => `  ${hex(one.startBytes)} +${sizeText(one.lengthBytes)} anon`),
          '}',
        ]),
    ...mappings.map((mapping, index) => `${mappingName(index)} = mmap ${mappingText(situation, mapping)}`),
    ...expectations,
  ];
  return [
    'language 1',
    '',
    ...(legacy ? [`machine here extends ${machine} { layout legacy }`] : []),
    ...declaration(situation),
    '',
    ...remarks.map((line) => `# ${line}`),
    `scenario "${SITUATION_NAME}" on ${legacy ? 'here' : machine} {`,
    ...body.map((line) => `  ${line}`),
    '}',
    '',
  ].join('\n');
}

function declaration({ source, sizeBytes, physBytes }: Situation): string[] {
  const size = sizeText(sizeBytes);
  if (source === 'anon' || source === 'anon shared') return [];
  if (source === 'ext4') return [`file data { fs ext4  size ${size}  folios up to 2M }`];
  if (source === 'tmpfs') return [`file data { fs tmpfs  size ${size}  huge within_size }`];
  if (source !== 'dmabuf')
    return [`device gpu { driver ${source}  bar 2 { phys ${hex(physBytes)}  size ${size} } }`];
  const far = physBytes + 2 * sizeBytes;
  const half = sizeText(sizeBytes / 2);
  return [
    `device gpu { driver dmabuf  region frames { range ${hex(physBytes)} +${half}  range ${hex(far)} +${half} } }`,
  ];
}

function mappingText(
  { source }: Situation,
  { offsetBytes, lengthBytes, hintBytes }: SituationMapping,
): string {
  const length = sizeText(lengthBytes);
  const hint = hintBytes > 0 ? ` at ${hex(hintBytes)}` : '';
  if (source === 'anon' || source === 'anon shared') return `${source} of ${length}${hint}`;
  const what =
    source === 'ext4' || source === 'tmpfs' ? 'data' : source === 'dmabuf' ? 'gpu.frames' : 'gpu.bar2';
  const offset = offsetBytes > 0 ? ` offset ${sizeText(offsetBytes)}` : '';
  return `${what}${offset} length ${length}${hint}`;
}
