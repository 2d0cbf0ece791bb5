import { DEFAULT_BUDGETS } from '../../language/budgets.ts';

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
    describe: 'Most statements that one cell runs',
  },
  color: { type: 'boolean', describe: 'Colour, whatever the terminal; --no-color for none' },
} as const;
