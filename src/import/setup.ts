import { jsonErrorLine } from './json-place.ts';
import { DEFAULT_MOUNTS, type Mount } from './mounts.ts';

/** A device as the JSON beside a log describes it, by the path that the log has for it. Bytes. */
export interface RecordedDeviceSetup {
  /** Physical address of its first byte: `0x3840600000`. */
  readonly phys: string;
  readonly size: number;
  readonly maxOrder?: number;
}

/** What a model must know of a recorded machine: the JSON beside a log. Sizes in bytes. */
export interface RecordingSetup {
  /** A machine preset: `x86_64`, `x86_64-la57`, `i386`, `arm64-4k`. */
  readonly machine: string;
  readonly kernel: string;
  readonly layout: 'topdown' | 'legacy';
  /** Whether addresses were randomised: then mmap_base is taken from `mmapBase`, or from the snapshot. */
  readonly aslr: boolean;
  readonly mmapBase?: number;
  /** RLIMIT_STACK; `Infinity` for unlimited (in JSON: null). */
  readonly stackLimit: number;
  readonly mmapMinAddr: number;
  readonly maxMapCount: number;
  readonly thp: { readonly enabled: string; readonly shmem_enabled: string };
  /** Mount point, file system type, options. */
  readonly mounts: readonly Mount[];
  readonly vaBits?: number;
  readonly hugepageSize?: number;
  /** The policy that a patched kernel carries. */
  readonly policy?: string;
  readonly devices?: Readonly<Record<string, RecordedDeviceSetup>>;
}

/** What a log is taken to come from where nobody says. */
export const DEFAULT_SETUP: RecordingSetup = {
  machine: 'x86_64',
  kernel: '6.18',
  layout: 'topdown',
  aslr: false,
  stackLimit: 8 * 2 ** 20,
  mmapMinAddr: 65536,
  maxMapCount: 65530,
  thp: { enabled: 'madvise', shmem_enabled: 'never' },
  mounts: DEFAULT_MOUNTS,
};

/** A setup, or what is wrong with its text. */
export type SetupResult = { readonly setup: RecordingSetup } | { readonly problems: readonly string[] };

const object = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown) => typeof value === 'string';
const size = (value: unknown) => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const mount = (value: unknown) => Array.isArray(value) && value.length === 3 && value.every(text);

/** What each field must be, and in words. */
const FIELDS: Readonly<Record<string, readonly [(value: unknown) => boolean, string]>> = {
  machine: [text, 'the name of a machine preset'],
  kernel: [text, 'a kernel release such as "6.18.44"'],
  layout: [(value) => value === 'topdown' || value === 'legacy', '"topdown" or "legacy"'],
  aslr: [(value) => typeof value === 'boolean', 'true or false'],
  mmapBase: [size, 'an address in bytes'],
  stackLimit: [(value) => value === null || size(value), 'a number of bytes, or null for unlimited'],
  mmapMinAddr: [size, 'a number of bytes'],
  maxMapCount: [size, 'a number'],
  thp: [
    (value) => object(value) && text(value.enabled) && text(value.shmem_enabled),
    'an object with "enabled" and "shmem_enabled"',
  ],
  mounts: [
    (value) => Array.isArray(value) && value.every(mount),
    'a list of [mount point, file system, options]',
  ],
  vaBits: [size, 'a number'],
  hugepageSize: [
    (value) => size(value) && Number.isInteger(Math.log2(Number(value))),
    'a power of two of bytes',
  ],
  policy: [text, 'a policy, as --policy takes it'],
  devices: [
    (value) => object(value) && Object.values(value).every(isDevice),
    'an object: path → { "phys": "0x…", "size": bytes }',
  ],
};

/** Reads the JSON beside a log; what it leaves out takes {@link DEFAULT_SETUP}'s value. */
export function readSetup(json: string): SetupResult {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return { problems: [`it is no JSON: see line ${jsonErrorLine(json)}`] };
  }
  if (!object(value)) return { problems: ['it is no JSON object'] };
  const problems = Object.entries(FIELDS).flatMap(([name, [fits, what]]) =>
    value[name] === undefined || fits(value[name]) ? [] : [`"${name}" must be ${what}`],
  );
  if (problems.length > 0) return { problems };
  const { stackLimit } = value;
  const setup = { ...DEFAULT_SETUP, ...value } as unknown as RecordingSetup;
  return { setup: stackLimit === null ? { ...setup, stackLimit: Number.POSITIVE_INFINITY } : setup };
}

function isDevice(value: unknown): boolean {
  return (
    object(value) && size(value.size) && text(value.phys) && /^(0x[0-9a-f]+|\d+)$/i.test(String(value.phys))
  );
}
