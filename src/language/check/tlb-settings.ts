import type { MachineSettings } from '../../machine/settings.ts';
import { TLB_NAMES, tlbGeometry } from '../../machine/tlb/geometries.ts';
import type { TlbArray, TlbChanges } from '../../machine/tlb/geometry.ts';
import type { SettingNode, TlbArrayNode, Word } from '../ast.ts';
import type { Expression } from '../checked-scenario.ts';
import type { Report } from '../diagnostic.ts';
import { positive, type Scope, wholeNumber } from './calculate.ts';
import { suggestion } from './nearest.ts';

const NUMBERS: Readonly<Record<string, keyof TlbChanges>> = {
  l2_cycles: 'l2HitCycles',
  walk_cycles: 'walkLevelCycles',
  nested: 'nestedBytes',
};

const SWITCHES: Readonly<Record<string, keyof TlbChanges>> = {
  coalesce: 'coalesce',
  walk_caches: 'walkCaches',
};

/** The name of a geometry that there is; any other is reported. */
export function tlbName({ text, span }: Word, report: Report): string | undefined {
  if (tlbGeometry(text)) return text;
  report('PL4022', span, { name: text, hint: suggestion(text, TLB_NAMES, 'there is none') });
  return undefined;
}

/** `tlb NAME { … }` laid over what a machine has so far. */
export function applyTlb(
  settings: MachineSettings,
  { value, arrays, settings: inner }: Extract<SettingNode, { kind: 'tlb' }>,
  report: Report,
): MachineSettings {
  const scope = { bindings: {}, report };
  const tlb = value ? tlbName(value, report) : settings.tlb;
  const changed = arrays.flatMap((array) => checkArray(array, scope) ?? []);
  const changes: TlbChanges = {
    ...settings.tlbChanges,
    ...Object.assign({}, ...inner.map((setting) => oneChange(setting, scope))),
    arrays: [...(settings.tlbChanges?.arrays ?? []), ...changed],
  };
  return { ...settings, ...(tlb !== undefined && { tlb }), tlbChanges: changes };
}

function oneChange(setting: SettingNode, scope: Scope): TlbChanges {
  const { text } = setting.keyword;
  if (setting.kind === 'switch') return { [SWITCHES[text]!]: setting.on };
  if (setting.kind !== 'number') return {};
  const amount =
    text === 'nested' ? leafSize(setting.value, scope) : wholeNumber(`'${text}'`, setting.value, scope);
  return amount === undefined ? {} : { [NUMBERS[text]!]: amount };
}

function checkArray(
  { span, level, sizes, entries, ways, plru }: TlbArrayNode,
  scope: Scope,
): TlbArray | undefined {
  const leafBytes = sizes.map((size) => leafSize(size, scope));
  const count = positive("'entries'", entries, scope, "write '64 entries 4 ways'");
  const most = ways ? positive("'ways'", ways, scope, "write '4 ways'") : count;
  if (count === undefined || most === undefined) return undefined;
  const sets = count / most;
  const replacement = plru ? 'plru' : 'lru';
  if (!isPowerOfTwo(sets))
    scope.report('PL4023', span, { entries: count, ways: most, hint: nearest(count, most) });
  else if (plru && !isPowerOfTwo(most)) scope.report('PL4024', span, { ways: most });
  else if (leafBytes.every((bytes) => bytes !== undefined))
    return { level, leafBytes: leafBytes.map(Number), entries: count, ways: most, replacement };
  return undefined;
}

/** A leaf's size: a power of two of at least 4K. */
function leafSize(size: Expression, scope: Scope): number | undefined {
  const bytes = wholeNumber('the size of a leaf', size, scope);
  if (bytes === undefined || (bytes >= 4096 && bytes <= 2 ** 40 && isPowerOfTwo(bytes))) return bytes;
  return scope.report('PL4018', size.span, {
    setting: 'the size of a leaf',
    from: '4K',
    to: '1T',
    value: bytes,
    hint: 'and a power of two: 4K, 64K, 2M, 1G',
  });
}

function nearest(entries: number, ways: number): string {
  let sets = 1;
  while (sets * 2 * ways <= entries) sets *= 2;
  return `with ${ways} ways there can be ${sets * ways} or ${sets * 2 * ways} entries`;
}

function isPowerOfTwo(value: number): boolean {
  return value >= 1 && Number.isInteger(value) && Number.isInteger(Math.log2(value));
}
