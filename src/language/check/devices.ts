import type { DeviceNode, TellsNode } from '../ast.ts';
import type { CheckedDevice, CheckedRegion, DriverFacts } from '../checked-scenario.ts';
import { type Scope, wholeNumber } from './calculate.ts';
import { choice, numberSetting, reportRepeats, switchSetting, wordSetting } from './choices.ts';
import { DRIVERS, type Driver } from './drivers.ts';
import { suggestion } from './nearest.ts';
import { reportPhysicalOverlaps } from './physical-overlaps.ts';
import { checkRegion } from './regions.ts';

/** Settles a device for one sweep point. `undefined`: it has mistakes, which are reported. */
export function checkDevice(node: DeviceNode, scope: Scope): CheckedDevice | undefined {
  const { report } = scope;
  reportRepeats(node.settings, report);
  const driver = driverOf(node, scope);
  const facts = driver && factsOf(node, driver.facts, scope);
  const regions = checkRegions(node, driver, scope);
  if (node.whole && node.regions.length === 0) report('PL4011', node.name.span, { name: node.name.text });
  reportPhysicalOverlaps(node, regions, report);
  if (!facts || regions.length < node.regions.length) return undefined;
  const driverName = wordSetting(node.settings, 'driver')!.text;
  return { name: node.name.text, driver: driverName, facts, regions };
}

function driverOf(node: DeviceNode, { report }: Scope): Driver | undefined {
  const name = wordSetting(node.settings, 'driver');
  const known = Object.keys(DRIVERS);
  if (!name && !node.whole) return undefined;
  if (!name) return report('PL4015', node.name.span, { name: node.name.text, hint: known.join(', ') });
  if (Object.hasOwn(DRIVERS, name.text)) return DRIVERS[name.text];
  return report('PL2010', name.span, { name: name.text, hint: suggestion(name.text, known, '') });
}

function factsOf(node: DeviceNode, preset: DriverFacts, scope: Scope): DriverFacts {
  const { settings } = node;
  const populate = wordSetting(settings, 'populate');
  const hook = wordSetting(settings, 'hook');
  const shift = numberSetting(settings, 'pgoff_shift');
  const facts: DriverFacts = {
    ...preset,
    populate: (populate && choice('populate', populate, ['fault', 'remap'], scope.report)) ?? preset.populate,
    vfio: switchSetting(settings, 'vfio') ?? preset.vfio,
    hook: (hook && choice('hook', hook, ['none', 'thp', 'shmem'], scope.report)) ?? preset.hook,
    pgoffShiftBytes: (shift && wholeNumber("'pgoff_shift'", shift, scope)) ?? preset.pgoffShiftBytes,
  };
  return applyTells(node, facts, scope);
}

const ACTIONS = ['none', 'remap', 'io-remap', 'simple-ioremap', 'kernel-pages'] as const;

function applyTells({ tells }: DeviceNode, preset: DriverFacts, scope: Scope): DriverFacts {
  const nothing = tells.find(({ fact }) => fact === 'nothing');
  const other = tells.find(({ fact }) => fact !== 'nothing');
  if (nothing && other)
    scope.report('PL4016', nothing.span, { other: `tells ${other.fact}` }, [
      { message: 'the other one', span: other.span },
    ]);
  return Object.assign({}, preset, ...tells.map((tells) => told(tells, scope)));
}

/** What one `tells` changes. */
function told({ fact, value, word }: TellsNode, scope: Scope): Partial<DriverFacts> {
  switch (fact) {
    case 'nothing':
      return { startPfn: false, action: 'none', maxOrder: 'none' };
    case 'start_pfn':
      return { startPfn: value ? (wholeNumber('the claimed address', value, scope) ?? false) : true };
    case 'order':
      return { maxOrder: (value && orderOf(value, scope)) ?? 'none' };
    case 'action':
      return { action: (word && choice('tells action', word, ACTIONS, scope.report)) ?? 'none' };
  }
}

/** PUD order is 26 at most (64K pages): more is surely a size. */
const MAX_ORDER = 26;

function orderOf(value: Parameters<typeof wholeNumber>[1], scope: Scope): number | undefined {
  const order = wholeNumber('the order', value, scope);
  if (order === undefined || order <= MAX_ORDER) return order;
  const hint = 'an order is a power of two of pages: 9 is 2M, 18 is 1G with 4K pages';
  return scope.report('PL4018', value.span, {
    setting: "'order'",
    from: 0,
    to: MAX_ORDER,
    value: order,
    hint,
  });
}

function checkRegions(node: DeviceNode, driver: Driver | undefined, scope: Scope): CheckedRegion[] {
  const regions: CheckedRegion[] = [];
  const seen = new Map<string, DeviceNode['regions'][number]>();
  let usedBytes = 0;
  for (const [position, region] of node.regions.entries()) {
    const first = seen.get(region.name.text);
    if (first)
      scope.report('PL2023', region.name.span, { device: node.name.text, name: region.name.text }, [
        { message: 'the first one', span: first.name.span },
      ]);
    else seen.set(region.name.text, region);
    const namedBefore = node.regions.slice(0, position).filter(({ bar }) => bar === undefined).length;
    const base = driver?.offsetBaseBytes({ bar: region.bar, position, namedBefore, usedBytes }) ?? 0;
    const checked = checkRegion(region, base, scope);
    if (checked && !first) regions.push(checked);
    usedBytes += checked?.sizeBytes ?? 0;
  }
  return regions;
}
