import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import { gunzipSync } from 'node:zlib';
import { readMounts } from '../import/mounts.ts';
import type { RecordingSetup } from '../import/setup.ts';
import { kernelFor } from '../machine/kernels.ts';
import { LabError } from './lab-error.ts';

/** What a model must know of the machine that runs this, for a process without address randomisation. */
export function thisMachine(): RecordingSetup {
  const machine = presetHere();
  return {
    machine,
    kernel: os.release(),
    layout: text('/proc/sys/vm/legacy_va_layout') === '1' ? 'legacy' : 'topdown',
    aslr: false,
    stackLimit: stackLimit(),
    mmapMinAddr: Math.max(number('/proc/sys/vm/mmap_min_addr', 65536), securityMinimum()),
    maxMapCount: number('/proc/sys/vm/max_map_count', 65530),
    thp: {
      enabled: chosen('/sys/kernel/mm/transparent_hugepage/enabled', 'never'),
      shmem_enabled: chosen('/sys/kernel/mm/transparent_hugepage/shmem_enabled', 'never'),
    },
    mounts: readMounts(text('/proc/self/mounts')).mounts,
    hugepageSize: hugepageSize(),
  };
}

/** Why the placement of this machine's kernel is not modelled; undefined where it is. */
export function notModelled(): string | undefined {
  if (os.platform() !== 'linux') return `this is ${os.platform()}, not Linux`;
  if (PRESETS[os.arch()] === undefined) return `the architecture ${os.arch()} is not modelled`;
  return kernelFor(os.release()) === undefined ? `the kernel ${os.release()} is not modelled` : undefined;
}

const PRESETS: Readonly<Record<string, string>> = {
  x64: 'x86_64',
  arm64: 'arm64-4k',
  riscv64: 'riscv64-sv48',
};

function presetHere(): string {
  const reason = notModelled();
  if (reason !== undefined)
    throw new LabError(
      'unknown-kernel',
      reason,
      'the lab models Linux 5.8 and later on x86-64, arm64 and riscv64',
    );
  const preset = PRESETS[os.arch()]!;
  const cpu = text('/proc/cpuinfo');
  if (preset === 'x86_64') return /^flags\s*:.*\bla57\b/m.test(cpu) ? 'x86_64-la57' : 'x86_64';
  const mmu = /^mmu\s*: (sv\d+)/m.exec(cpu)?.[1];
  return preset.startsWith('riscv') && mmu !== undefined ? `riscv64-${mmu}` : preset;
}

/** RLIMIT_STACK of this process, which its children inherit. */
function stackLimit(): number {
  const soft = /^Max stack size\s+(\S+)/m.exec(text('/proc/self/limits'))?.[1];
  return soft === 'unlimited' ? Number.POSITIVE_INFINITY : Number(soft ?? 8 * 2 ** 20);
}

/** CONFIG_LSM_MMAP_MIN_ADDR, which counts where it is more than the sysctl; 0 where nothing tells it. */
function securityMinimum(): number {
  const value = /^CONFIG_LSM_MMAP_MIN_ADDR=(\d+)/m.exec(kernelConfig())?.[1];
  return Number(value ?? 0);
}

function kernelConfig(): string {
  try {
    if (existsSync('/proc/config.gz')) return gunzipSync(readFileSync('/proc/config.gz')).toString('utf8');
  } catch {
    // Unreadable: the file under /boot may do.
  }
  return text(`/boot/config-${os.release()}`);
}

function hugepageSize(): number {
  const kib = /^Hugepagesize:\s+(\d+) kB/m.exec(text('/proc/meminfo'))?.[1];
  return Number(kib ?? 2048) * 1024;
}

/** The word in brackets of `always [madvise] never`. */
function chosen(place: string, otherwise: string): string {
  return /\[(\w+)\]/.exec(text(place))?.[1] ?? otherwise;
}

function number(place: string, otherwise: number): number {
  const value = Number.parseInt(text(place), 10);
  return Number.isNaN(value) ? otherwise : value;
}

function text(place: string): string {
  try {
    return readFileSync(place, 'utf8').trim();
  } catch {
    return '';
  }
}
