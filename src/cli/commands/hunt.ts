import type { CommandModule } from 'yargs';
import { DEFAULT_HEADLINE } from '../../report/default-headline.ts';
import type { Io } from '../io.ts';
import type { Finish } from '../main.ts';
import { PLUGIN_OPTIONS } from './shared-options.ts';

/** What `hunt` is asked for. */
export interface HuntArguments {
  readonly worse: string | undefined;
  readonly than: string | undefined;
  readonly 'all-pairs': boolean;
  readonly invariant: string | undefined;
  readonly policy: string | readonly string[] | undefined;
  readonly plugin: string | readonly string[] | undefined;
  readonly metric: string;
  readonly least: number;
  readonly family: string | undefined;
  readonly tries: number | undefined;
  readonly budget: string | undefined;
  /** 1 unless said; of invariants one from the clock. */
  readonly seed: number | undefined;
  readonly cases: number;
  readonly out: string | undefined;
  readonly resume: boolean;
  readonly restart: boolean;
  readonly workers: number | undefined;
  readonly quiet: boolean;
}

const OPTIONS = {
  worse: { type: 'string', requiresArg: true, describe: 'The policy that is to lose, with options' },
  than: { type: 'string', requiresArg: true, describe: 'The policy that it is to lose to' },
  'all-pairs': {
    type: 'boolean',
    default: false,
    describe: 'Every ordered pair of policies: a matrix of who loses to whom, and where',
  },
  invariant: {
    type: 'string',
    describe:
      'Look for what must never be instead, for 60s: answers, bound, exact-fit, leaves or text; all where none is named',
  },
  policy: {
    ...PLUGIN_OPTIONS.policy,
    describe: 'Policies of --all-pairs and --invariant, with options; else all',
  },
  plugin: PLUGIN_OPTIONS.plugin,
  metric: {
    type: 'string',
    requiresArg: true,
    default: DEFAULT_HEADLINE,
    describe: 'What it loses by: a number of coverage.csv or fragmentation.csv that has a better direction',
  },
  least: {
    type: 'number',
    requiresArg: true,
    default: 0.05,
    describe: 'Smallest loss that counts: difference as a share of the larger figure',
  },
  family: {
    type: 'string',
    requiresArg: true,
    describe:
      'A scenario file to stay in: its machines, devices and files; its scenarios are where the hunt begins',
  },
  tries: {
    type: 'number',
    requiresArg: true,
    describe: 'Situations to try, in rounds of 128; the same number from the same seed finds the same',
    defaultDescription: '2048',
  },
  budget: { type: 'string', requiresArg: true, describe: "Time to search instead: '60s', '5m'" },
  seed: {
    type: 'number',
    requiresArg: true,
    defaultDescription: '1; a new one for --invariant',
    describe: 'Where the draws begin',
  },
  cases: {
    type: 'number',
    requiresArg: true,
    default: 3,
    describe: 'Cases to shrink and show at most, each of another kind',
  },
  out: {
    type: 'string',
    requiresArg: true,
    describe: 'Folder for the cases and for the journal that --resume goes on with',
  },
  resume: { type: 'boolean', default: false, describe: 'Go on with the hunt in --out, to more --tries too' },
  restart: { type: 'boolean', default: false, describe: 'Drop the hunt in --out, and begin anew' },
  workers: {
    type: 'number',
    requiresArg: true,
    defaultDescription: 'one a processor',
    describe: 'Threads; 0 for none but the main one. What is found is the same',
  },
  quiet: { type: 'boolean', default: false, describe: 'No progress, only what was found' },
} as const;

/** `policy-lab hunt`: the smallest case in which a policy loses. */
export function huntCommand(io: Io, finish: Finish): CommandModule<object, HuntArguments> {
  return {
    command: 'hunt',
    describe: 'Find me the case: the smallest scenario in which one policy loses to another',
    builder: (yargs) =>
      yargs
        .options(OPTIONS)
        .check(wrongArguments)
        .example(
          '$0 hunt --worse wilcox-length --than gunthorpe-start-pfn',
          'the simplest cases of 2048 tries',
        )
        .example(
          '$0 hunt --worse qemu-9.2 --than qemu-2026 --metric faults --budget 60s',
          'by faults, for a minute',
        )
        .example('$0 hunt --all-pairs --tries 8192 --out duels', 'who loses to whom, with the scenarios')
        .example('$0 hunt --invariant', 'is there anything that the lab itself gets wrong?')
        .epilogue(
          'Exit codes: 0 a case was found, 1 none was (or the hunt was stopped), 2 wrong usage. With --invariant: 0 all hold, 1 one does not.',
        ) as never,
    handler: async (args) => {
      if (args.invariant !== undefined) {
        const { huntInvariants } = await import('../actions/hunt-invariants.ts');
        finish(await huntInvariants(args.invariant, args, io));
        return;
      }
      if (args['all-pairs']) {
        const { huntAllPairs } = await import('../actions/hunt-all-pairs.ts');
        finish(await huntAllPairs(args, io));
        return;
      }
      const { hunt } = await import('../actions/hunt.ts');
      finish(await hunt(args, io));
    },
  };
}

/** What is wrong with values that each look right, as the argument parser wants it: true where nothing is. */
function wrongArguments(args: Record<string, unknown>): true | string {
  const { worse, than, policy, 'all-pairs': allPairs, invariant } = args;
  if (invariant !== undefined && (allPairs || worse !== undefined || than !== undefined))
    return "'--invariant' looks at every policy; leave '--all-pairs', '--worse' and '--than' away";
  if (allPairs && (worse !== undefined || than !== undefined))
    return "'--all-pairs' has every pair in it; leave '--worse' and '--than' away, or choose its policies with '--policy'";
  if (!allPairs && invariant === undefined && policy !== undefined)
    return "'--policy' chooses the policies of '--all-pairs'; a pair is '--worse' and '--than'";
  const { resume, restart, out, tries, budget, cases, seed, least, workers } = args;
  if (resume && restart) return "'--resume' goes on with a hunt, '--restart' drops it: one of them";
  if ((resume || restart) && out === undefined)
    return `'--${resume ? 'resume' : 'restart'}' needs the hunt's folder: --out DIR`;
  if (tries !== undefined && budget !== undefined)
    return "'--tries' counts, '--budget' takes time: one of them";
  const whole = (name: string, value: unknown, least: number) =>
    value === undefined || (Number.isSafeInteger(value) && (value as number) >= least)
      ? undefined
      : `'--${name}' is a whole number of at least ${least}`;
  const share =
    typeof least === 'number' && least > 0 && least <= 1
      ? undefined
      : "'--least' is a share above 0, up to 1: 0.05";
  return (
    whole('tries', tries, 1) ??
    whole('cases', cases, 1) ??
    whole('seed', seed, 0) ??
    whole('workers', workers, 0) ??
    share ??
    true
  );
}
