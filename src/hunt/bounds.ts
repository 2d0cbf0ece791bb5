import { buildMachine, MACHINE_PRESETS, type Machine } from '../machine/machine.ts';
import type { MachineSettings } from '../machine/settings.ts';

const known = new Map<string, Machine>();

/** The machine of a preset, or the default one for names that only a family knows. */
export function presetMachine(name: string): Machine {
  let machine = known.get(name);
  if (machine === undefined) {
    const settings: MachineSettings = MACHINE_PRESETS[name] ?? { arch: 'x86_64' };
    machine = buildMachine(settings).machine!;
    known.set(name, machine);
  }
  return machine;
}
