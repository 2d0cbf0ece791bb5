import { buildMachine, MACHINE_PRESETS, type Machine } from '../../machine/machine.ts';
import type { MachineSettings } from '../../machine/settings.ts';
import type { MachineNode, SettingNode, Word } from '../ast.ts';
import { CATALOGUE } from '../catalogue.ts';
import type { Report } from '../diagnostic.ts';
import { reportRepeats } from './choices.ts';
import { applySetting, settingKey } from './machine-settings.ts';
import { suggestion } from './nearest.ts';
import { checkVariables, expressionsOfSettings } from './variables.ts';

/** A machine that a scenario may stand on. */
export interface KnownMachine {
  readonly name: string;
  readonly settings: MachineSettings;
  readonly machine: Machine;
  /** It has mistakes: values are still checked against it, but nothing runs on it. */
  readonly wrong: boolean;
}

/** The name of the machine of a scenario that says none. */
export const DEFAULT_MACHINE = 'x86_64';

/** Machines by name; `undefined` for one that is declared but cannot be built. */
export type Machines = ReadonlyMap<string, KnownMachine | undefined>;

/**
 * Settles every machine of the files, presets included.
 * @param complete - whether all includes are there; if not, an unknown name may only be missing.
 */
export function checkMachines(nodes: readonly MachineNode[], complete: boolean, report: Report): Machines {
  const byName = new Map(nodes.map((node) => [node.name.text, node]));
  const known = new Map<string, KnownMachine | undefined>();
  for (const [name, settings] of Object.entries(MACHINE_PRESETS)) {
    const { machine } = buildMachine(settings);
    known.set(name, machine && { name, settings, machine, wrong: false });
  }
  const settle = (node: MachineNode, open: readonly MachineNode[]): void => {
    if (known.has(node.name.text)) return;
    const base = baseSettings(node, open);
    known.set(node.name.text, base && checkMachine(node, base, report));
  };
  const baseSettings = (node: MachineNode, open: readonly MachineNode[]): MachineSettings | undefined => {
    if (!node.base) return { arch: DEFAULT_MACHINE };
    const parent = byName.get(node.base.text);
    if (parent && [...open, node].includes(parent))
      return report('PL2022', node.base.span, { name: node.name.text });
    if (parent) settle(parent, [...open, node]);
    if (complete && !known.has(node.base.text))
      reportUnknownMachine(node.base, [...known.keys(), ...byName.keys()], report);
    return known.get(node.base.text)?.settings;
  };
  for (const node of nodes) {
    if (Object.hasOwn(MACHINE_PRESETS, node.name.text))
      report('PL2028', node.name.span, { name: node.name.text });
    settle(node, []);
  }
  return known;
}

/** Says that a machine does not exist, with the nearest one that does. */
export function reportUnknownMachine(name: Word, known: Iterable<string>, report: Report): undefined {
  const hint = suggestion(name.text, [...new Set(known)], '');
  report('PL2001', name.span, { name: name.text, hint });
}

function checkMachine(node: MachineNode, base: MachineSettings, outer: Report): KnownMachine | undefined {
  let wrong = false;
  const report: Report = (code, span, values, related) => {
    wrong ||= CATALOGUE[code].severity === 'error';
    outer(code, span, values, related);
  };
  reportRepeats(node.settings, report);
  checkVariables(expressionsOfSettings(node.settings), new Map(), report);
  const settings = node.settings.reduce((all, setting) => applySetting(all, setting, report), base);
  const { machine, problems, notes } = buildMachine(settings);
  const place = (key: keyof MachineSettings) =>
    settingSpan(node.settings.find(({ keyword }) => settingKey(keyword.text) === key)) ?? node.name.span;
  for (const { setting, message, hint } of problems) report('PL4001', place(setting), { message, hint });
  for (const { setting, message, hint } of notes) report('PL4002', place(setting), { message, hint });
  return machine && { name: node.name.text, settings, machine, wrong };
}

/** Where a setting's value stands, or its keyword where it has none. */
function settingSpan(setting: SettingNode | undefined) {
  if (setting?.kind === 'word' || setting?.kind === 'number') return setting.value.span;
  return setting?.keyword.span;
}
