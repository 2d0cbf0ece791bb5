import { buildMachine, MACHINE_PRESETS, type Machine } from '../machine/machine.ts';
import type { MachineSettings } from '../machine/settings.ts';

const known = new Map<string, Machine>();

/** Makes a family's machines known by their names. */
export function knowMachines(
  machines: readonly { readonly name: string; readonly settings: MachineSettings }[],
): void {
  for (const { name, settings } of machines) known.set(name, buildMachine(settings).machine!);
}

/** The machine of a preset or of a family, by its name. */
export function presetMachine(name: string): Machine {
  let machine = known.get(name);
  if (machine === undefined) {
    const settings: MachineSettings = MACHINE_PRESETS[name] ?? { arch: 'x86_64' };
    machine = buildMachine(settings).machine!;
    known.set(name, machine);
  }
  return machine;
}
