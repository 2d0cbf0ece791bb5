import type { CommandModule } from 'yargs';
import { INFORMATION_FORMATS, type InformationFormat } from '../../report/information-report.ts';
import type { FileArguments } from '../actions/with-plan.ts';
import type { Io } from '../io.ts';
import type { Finish } from '../main.ts';
import { FILES_POSITIONAL, PLUGIN_OPTIONS, SHARED_OPTIONS } from './shared-options.ts';

/** What `compare` is asked for. */
export interface CompareArguments extends FileArguments {
  readonly by: 'information';
  readonly format: InformationFormat;
  readonly color: boolean | undefined;
}

const OPTIONS = {
  by: {
    type: 'string',
    choices: ['information'] as const,
    demandOption: true,
    describe:
      'information: what each policy is told and by whom, what it achieves, and the least that suffices',
  },
  ...PLUGIN_OPTIONS,
  format: {
    type: 'string',
    choices: INFORMATION_FORMATS,
    default: 'table' as InformationFormat,
    describe: 'What is printed; text is made for a mail',
  },
  quiet: { type: 'boolean', default: false, describe: 'No warnings' },
  ...SHARED_OPTIONS,
} as const;

/** `policy-lab compare`: policies side by side over many scenarios, by one question. Writes nothing. */
export function compareCommand(io: Io, finish: Finish): CommandModule<object, CompareArguments> {
  return {
    command: 'compare [files..]',
    describe: 'Compare policies over many scenarios: what must be told to get how far?',
    builder: (yargs) =>
      yargs
        .positional('files', FILES_POSITIONAL)
        .options(OPTIONS)
        .example('$0 compare --by information', 'the shipped scenarios, each file a family')
        .example('$0 compare my.scn --by information --format markdown', 'your own'),
    handler: async (args) => {
      const { compare } = await import('../actions/compare.ts');
      finish(await compare(args, io));
    },
  };
}
