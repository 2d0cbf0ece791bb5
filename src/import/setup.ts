/** What a model must know of a recorded machine: the JSON beside a log. Sizes in bytes. */
export interface RecordingSetup {
  /** A machine preset: `x86_64`, `x86_64-la57`, `i386`, `arm64-4k`. */
  readonly machine: string;
  readonly kernel: string;
  readonly layout: 'topdown' | 'legacy';
  readonly aslr: boolean;
  readonly stackLimit: number;
  readonly mmapMinAddr: number;
  readonly maxMapCount: number;
  readonly thp: { readonly enabled: string; readonly shmem_enabled: string };
  /** Mount point, file system type, options. */
  readonly mounts: readonly (readonly [string, string, string])[];
  readonly vaBits?: number;
  readonly hugepageSize?: number;
  /** The policy that a patched kernel carries. */
  readonly policy?: string;
  readonly devices?: Readonly<
    Record<string, { readonly phys: string; readonly size: number; readonly maxOrder?: number }>
  >;
}
