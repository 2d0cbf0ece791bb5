import { LEAF_KINDS } from '../../machine/architectures.ts';
import { SWITCH_NAMES } from '../../machine/kernels.ts';
import type { MachineSettings } from '../../machine/settings.ts';
import type { SettingNode } from '../ast.ts';
import type { Report } from '../diagnostic.ts';
import { type Scope, wholeNumber } from './calculate.ts';
import { choice } from './choices.ts';
import { suggestion } from './nearest.ts';
import { applyTlb, tlbName } from './tlb-settings.ts';

/** Settings that are numbers: the scenario's word, the machine's name for it, and the range that is allowed. */
const NUMBERS: Readonly<Record<string, { key: keyof MachineSettings; from: number; to: number }>> = {
  granule: { key: 'granuleBytes', from: 4096, to: 65536 },
  va_bits: { key: 'vaBits', from: 32, to: 57 },
  stack_limit: { key: 'stackLimitBytes', from: 0, to: 2 ** 57 },
  guard_gap: { key: 'stackGuardBytes', from: 0, to: 2 ** 40 },
  mmap_min_addr: { key: 'mmapMinAddrBytes', from: 0, to: 2 ** 40 },
  max_map_count: { key: 'maxMapCount', from: 1, to: 2 ** 31 - 1 },
  mmap_base: { key: 'mmapBaseBytes', from: 4096, to: 2 ** 57 },
  aslr_bits: { key: 'aslrBits', from: 0, to: 33 },
  fault_around: { key: 'faultAroundBytes', from: 4096, to: 2 ** 30 },
};

const KEYS: Readonly<Record<string, keyof MachineSettings>> = {
  arch: 'arch',
  kernel: 'kernel',
  faults: 'faults',
  layout: 'layout',
  truth: 'truth',
  remap: 'remapLeaves',
  aslr: 'aslr',
  deposits: 'deposits',
  tlb: 'tlb',
};

/** The machine's name for a scenario's setting: where a problem of `buildMachine` belongs. */
export function settingKey(word: string): keyof MachineSettings | undefined {
  return NUMBERS[word]?.key ?? KEYS[word];
}

/** One setting laid over what a machine has so far. */
export function applySetting(
  settings: MachineSettings,
  setting: SettingNode,
  report: Report,
): MachineSettings {
  switch (setting.kind) {
    case 'unlimited':
      return { ...settings, stackLimitBytes: Number.POSITIVE_INFINITY };
    case 'number':
      return applyNumber(settings, setting, { bindings: {}, report });
    case 'switch':
      return applySwitch(settings, setting, report);
    case 'word':
      return applyWord(settings, setting, report);
    case 'tlb':
      return applyTlb(settings, setting, report);
  }
}

function applyNumber(
  settings: MachineSettings,
  { keyword, value }: Extract<SettingNode, { kind: 'number' }>,
  scope: Scope,
): MachineSettings {
  const amount = wholeNumber(`'${keyword.text}'`, value, scope);
  if (amount === undefined) return settings;
  if (keyword.text === 'anon_folios')
    return { ...settings, thp: { ...settings.thp, anonFolioBytes: amount } };
  const known = NUMBERS[keyword.text];
  if (!known) return settings;
  const { key, from, to } = known;
  if (amount >= from && amount <= to) return { ...settings, [key]: amount };
  scope.report('PL4018', value.span, {
    setting: `'${keyword.text}'`,
    from,
    to,
    value: amount,
    hint: 'see the units: sizes are bytes, 8M is 8 MiB',
  });
  return settings;
}

function applySwitch(
  settings: MachineSettings,
  { keyword, subject, on }: Extract<SettingNode, { kind: 'switch' }>,
  report: Report,
): MachineSettings {
  if (keyword.text === 'commit' && subject) {
    const name = SWITCH_NAMES.find((candidate) => candidate === subject.text);
    if (name) return { ...settings, switches: { ...settings.switches, [name]: on } };
    const hint = suggestion(subject.text, SWITCH_NAMES, '');
    report('PL2024', subject.span, { name: subject.text, hint });
    return settings;
  }
  if (keyword.text === 'leaf' && subject) {
    const leaf = choice('leaf', subject, LEAF_KINDS.slice(1), report);
    return leaf ? { ...settings, leaves: { ...settings.leaves, [leaf]: on } } : settings;
  }
  return { ...settings, [keyword.text]: on };
}

function applyWord(
  settings: MachineSettings,
  { keyword, value }: Extract<SettingNode, { kind: 'word' }>,
  report: Report,
): MachineSettings {
  const pick = <const T extends string>(allowed: readonly T[]) =>
    choice(keyword.text, value, allowed, report);
  switch (keyword.text) {
    case 'tlb':
      return withValue(settings, 'tlb', tlbName(value, report));
    case 'layout':
      return withValue(settings, 'layout', pick(['topdown', 'legacy']));
    case 'truth':
      return withValue(settings, 'truth', pick(['kernel', 'hardware']));
    case 'remap':
      return withValue(settings, 'remapLeaves', pick(['pte', 'pmd']));
    case 'thp': {
      const enabled = pick(['always', 'madvise', 'never']);
      return enabled ? { ...settings, thp: { ...settings.thp, enabled } } : settings;
    }
    case 'shmem': {
      const shmemEnabled = pick(['always', 'within_size', 'advise', 'never', 'deny', 'force']);
      return shmemEnabled ? { ...settings, thp: { ...settings.thp, shmemEnabled } } : settings;
    }
    default:
      return { ...settings, [keyword.text]: value.text };
  }
}

function withValue<K extends keyof MachineSettings>(
  settings: MachineSettings,
  key: K,
  value: MachineSettings[K],
): MachineSettings {
  return value === undefined ? settings : { ...settings, [key]: value };
}
