import type { CommandModule } from 'yargs';
import type { Io } from '../io.ts';
import type { Finish } from '../main.ts';

/** What `doctor` is asked for. */
export interface DoctorArguments {
  readonly json: boolean;
}

/** `policy-lab doctor`: is everything here that running takes? */
export function doctorCommand(io: Io, finish: Finish): CommandModule<object, DoctorArguments> {
  return {
    command: 'doctor',
    describe: 'Look whether this machine has what running takes: Node, folders, disk, tools',
    builder: (yargs) =>
      yargs.options({ json: { type: 'boolean', default: false, describe: 'For programs' } } as const),
    handler: async (args) => {
      const { doctor } = await import('../actions/doctor.ts');
      finish(doctor(args, io));
    },
  };
}
