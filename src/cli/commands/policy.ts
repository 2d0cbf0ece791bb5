import type { Argv, CommandModule } from 'yargs';
import { DEFAULT_CONFORMANCE } from '../../plugins/conformance/suite.ts';
import type { Io } from '../io.ts';
import type { Finish } from '../main.ts';

/** What `policy list` takes. */
export interface PolicyListArguments {
  readonly plugin: string | readonly string[] | undefined;
  readonly color: boolean | undefined;
}

/** What `policy new` takes. */
export interface PolicyNewArguments {
  readonly name: string;
  readonly typescript: boolean;
}

/** What `policy test` takes. */
export interface PolicyTestArguments {
  readonly policy: string;
  readonly seed: number;
  readonly situations: number;
  readonly budget: number;
  readonly timeout: number;
  readonly isolate: boolean;
  readonly save: string | undefined;
  readonly json: boolean;
}

/** `policy-lab policy`: lists policies, begins one, tests one. */
export function policyCommand(io: Io, finish: Finish): CommandModule<object, object> {
  return {
    command: 'policy <command>',
    describe: 'List the policies, begin one of your own, or test one',
    builder: (yargs): Argv<object> =>
      yargs
        .command(listCommand(io, finish))
        .command(newCommand(io, finish))
        .command(testCommand(io, finish))
        .demandCommand(1, 1, 'policy list, policy new NAME or policy test POLICY?', 'one command at a time'),
    handler: () => undefined,
  };
}

function listCommand(io: Io, finish: Finish): CommandModule<object, PolicyListArguments> {
  return {
    command: 'list',
    describe: 'Every policy: what it is told and by whom, its options, where it comes from',
    builder: (yargs) =>
      yargs
        .option('plugin', {
          type: 'string',
          requiresArg: true,
          describe: 'A module with a policy of your own; may be repeated',
        })
        .option('color', { type: 'boolean', describe: 'Colour, whatever the terminal; --no-color for none' })
        .example('$0 policy list', 'all of them')
        .example('$0 explain max-order', 'one of them, at length'),
    handler: async (args) => {
      const { listPolicies } = await import('../actions/policy-list.ts');
      finish(await listPolicies(args, io));
    },
  };
}

function newCommand(io: Io, finish: Finish): CommandModule<object, PolicyNewArguments> {
  return {
    command: 'new <name>',
    describe: 'Begin a policy: NAME.js, its dossier NAME.md and its test NAME.test.js, in this folder',
    builder: (yargs) =>
      yargs
        .positional('name', {
          type: 'string',
          demandOption: true,
          describe: 'Its id: lower-case words and dashes',
        })
        .option('typescript', {
          type: 'boolean',
          default: false,
          describe: 'NAME.ts and NAME.test.ts instead',
        })
        .example('$0 policy new always-1g', 'then edit always-1g.js'),
    handler: async (args) => {
      const { newPolicy } = await import('../actions/policy-new.ts');
      finish(newPolicy(args, io));
    },
  };
}

const TEST_OPTIONS = {
  seed: {
    type: 'number',
    requiresArg: true,
    default: DEFAULT_CONFORMANCE.seed,
    describe: 'The same seed, the same situations',
  },
  situations: {
    type: 'number',
    requiresArg: true,
    default: DEFAULT_CONFORMANCE.situations,
    describe: 'How many situations are drawn',
  },
  budget: {
    type: 'number',
    requiresArg: true,
    default: DEFAULT_CONFORMANCE.budget,
    describe: 'Most searches, or system calls of a VMM, for one mapping',
  },
  timeout: {
    type: 'number',
    requiresArg: true,
    default: 120,
    describe: 'Seconds that a file may take for all of it',
  },
  isolate: {
    type: 'boolean',
    default: true,
    describe: 'In a process of its own; --no-isolate for a debugger',
  },
  save: {
    type: 'string',
    requiresArg: true,
    describe: 'Folder for the counter-examples: POLICY-PROPERTY.scn',
  },
  json: { type: 'boolean', default: false, describe: 'For programs' },
} as const;

function testCommand(io: Io, finish: Finish): CommandModule<object, PolicyTestArguments> {
  return {
    command: 'test <policy>',
    describe: 'Try a policy in drawn situations: what every policy must be, and what it claims',
    builder: (yargs) =>
      yargs
        .positional('policy', {
          type: 'string',
          demandOption: true,
          describe: 'A .js or .ts file, a package, or a built-in policy, with options',
        })
        .options(TEST_OPTIONS)
        .example('$0 policy test ./my-policy.ts', 'a policy of your own')
        .example("$0 policy test 'max-order(retry=off)'", 'a built-in one'),
    handler: async (args) => {
      const { testPolicy } = await import('../actions/policy-test.ts');
      finish(await testPolicy(args, io));
    },
  };
}
