import { type Budgets, DEFAULT_BUDGETS } from '../../language/budgets.ts';

/** Most cells of a plan that is run without being told that its size is meant. */
const MOST_CELLS = 250_000;

/** The budget of commands that run whole plans. */
export const MAX_CELLS_OPTION = {
  type: 'number',
  requiresArg: true,
  default: MOST_CELLS,
  describe: 'Most cells of a plan; a larger one is refused with its predicted time',
} as const;

/** Which scenario files a command takes. */
export const FILES_POSITIONAL = {
  type: 'string',
  array: true,
  default: [] as string[],
  describe: 'Scenario files, folders, globs; else scenarios/, else those shipped with policy-lab',
  defaultDescription: 'scenarios/',
} as const;

/** Which policies a command takes. */
export const PLUGIN_OPTIONS = {
  policy: {
    type: 'string',
    requiresArg: true,
    describe: "Policies, with options: 'linux,wilcox-length(cont=off)', or all; linux always runs",
  },
  plugin: {
    type: 'string',
    requiresArg: true,
    describe: 'A module with a policy of your own; may be repeated',
  },
  isolate: {
    type: 'boolean',
    default: true,
    describe: 'Plug-ins run in a process of their own; --no-isolate for a debugger',
  },
} as const;

/** What the options of budgets come to. */
export interface BudgetArguments {
  readonly 'max-points': number;
  readonly 'max-statements': number;
  readonly 'max-touches': number;
}

/** The budgets of a command line. */
export function budgetsOf(args: BudgetArguments): Budgets {
  return { points: args['max-points'], statements: args['max-statements'], touches: args['max-touches'] };
}

/** Options of every command that runs scenarios: its limits, and colour. */
export const SHARED_OPTIONS = {
  'max-points': {
    type: 'number',
    requiresArg: true,
    default: DEFAULT_BUDGETS.points,
    describe: 'Most sweep points of a scenario',
  },
  'max-statements': {
    type: 'number',
    requiresArg: true,
    default: DEFAULT_BUDGETS.statements,
    describe: 'Most statements that one cell runs, and regions scattered before them',
  },
  'max-touches': {
    type: 'number',
    requiresArg: true,
    default: DEFAULT_BUDGETS.touches,
    describe: 'Most touches of one cell',
  },
  color: { type: 'boolean', describe: 'Colour, whatever the terminal; --no-color for none' },
} as const;
