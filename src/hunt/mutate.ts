import { presetMachine } from './bounds.ts';
import type { Choices } from './choices.ts';
import { CONSTRUCTS } from './constructs.ts';
import {
  drawOccupancy,
  drawPartOf,
  drawPlace,
  drawSize,
  drawSource,
  drawStep,
  withHole,
} from './generate.ts';
import {
  type GivenSource,
  type MmapStep,
  type Occupant,
  type Situation,
  type Step,
  tidied,
} from './situation.ts';

/** What a hunt chooses among where it stays in a family; undefined: whatever the generator draws. */
export interface Fences {
  readonly machines: readonly string[] | undefined;
  readonly sources: readonly GivenSource[] | undefined;
}

/** No fences. */
export const OPEN: Fences = { machines: undefined, sources: undefined };

type Change = (situation: Situation, choices: Choices, fences: Fences, other: Situation) => Situation;

/** A situation with one to four changes, each as likely as every other. @param other - lends its parts. */
export function mutate(situation: Situation, choices: Choices, fences: Fences, other: Situation): Situation {
  let changed = situation;
  for (let count = 1 + choices.below(4); count > 0; count--)
    changed = choices.pick(CHANGES)(changed, choices, fences, other);
  return tidied(changed);
}

const CHANGES: readonly Change[] = [
  changeMachine,
  changeSetting,
  addSource,
  changeSource,
  borrowSource,
  changeOccupancy,
  moveOccupant,
  dropOccupant,
  addStep,
  dropStep,
  doubleStep,
  swapSteps,
  changePart,
  changePlace,
  changeFlag,
];

function changeMachine(situation: Situation, choices: Choices, { machines }: Fences): Situation {
  return { ...situation, machine: choices.pick(machines ?? CONSTRUCTS.machine) };
}

function changeSetting(situation: Situation, choices: Choices, { machines }: Fences): Situation {
  if (machines !== undefined) return situation;
  const settings = situation.settings.length > 0 ? [] : [choices.pick(CONSTRUCTS.setting)];
  return { ...situation, settings };
}

function addSource(situation: Situation, choices: Choices, { sources: given }: Fences): Situation {
  if (isLong(situation)) return situation;
  const source = given === undefined ? drawSource(choices, pageOf(situation)) : choices.pick(given);
  const sources = [...situation.sources, source];
  const step: Step = { ...BARE_MMAP, id: freshId(situation), source: sources.length - 1 };
  return { ...situation, sources, steps: [...situation.steps, step] };
}

const BARE_MMAP = {
  do: 'mmap',
  areas: false,
  offset: 0,
  length: undefined,
  at: undefined,
  fixed: 'no',
  flags: [],
} as const;

function changeSource(situation: Situation, choices: Choices, { sources: given }: Fences): Situation {
  if (situation.sources.length === 0) return situation;
  const place = choices.below(situation.sources.length);
  if (given !== undefined) return withSource(situation, place, choices.pick(given));
  const old = situation.sources[place]!;
  if (old.kind === 'given') return situation;
  const page = pageOf(situation);
  const drawn = drawSource(choices, page);
  if (old.kind === 'file' || drawn.kind === 'file') return withSource(situation, place, drawn);
  const changed = choices.pick([
    { ...old, driver: drawn.driver },
    { ...old, tells: drawn.tells },
    { ...old, bar: drawn.bar, ranges: drawn.ranges, hole: undefined },
    withHole(old, choices, page),
  ]);
  const { hole, ...rest } = changed;
  return withSource(situation, place, hole === undefined ? rest : { ...rest, hole });
}

/** A source of another situation takes the place of one here. */
function borrowSource(situation: Situation, choices: Choices, _: Fences, other: Situation): Situation {
  if (situation.sources.length === 0 || other.sources.length === 0) return situation;
  return withSource(situation, choices.below(situation.sources.length), choices.pick(other.sources));
}

function withSource(situation: Situation, place: number, source: Situation['sources'][number]): Situation {
  return { ...situation, sources: situation.sources.with(place, source) };
}

function changeOccupancy(situation: Situation, choices: Choices, _: Fences, other: Situation): Situation {
  const drawn = choices.below(2) === 0 ? other.occupancy : drawOccupancy(choices, situation.machine);
  return { ...situation, occupancy: drawn };
}

function moveOccupant(situation: Situation, choices: Choices): Situation {
  if (situation.occupancy.length === 0) return situation;
  const place = choices.below(situation.occupancy.length);
  const by = drawSize(choices, pageOf(situation)) * (choices.below(2) === 0 ? 1 : -1);
  const moved = ({ start, end }: Occupant) =>
    choices.pick([
      { start: start + by, end },
      { start, end: end + by },
      { start: start + by, end: end + by },
    ]);
  return { ...situation, occupancy: situation.occupancy.with(place, moved(situation.occupancy[place]!)) };
}

function dropOccupant(situation: Situation, choices: Choices): Situation {
  if (situation.occupancy.length === 0) return situation;
  return {
    ...situation,
    occupancy: situation.occupancy.toSpliced(choices.below(situation.occupancy.length), 1),
  };
}

function addStep(situation: Situation, choices: Choices): Situation {
  if (situation.sources.length === 0 || isLong(situation)) return situation;
  const step = drawStep(choices, situation);
  return {
    ...situation,
    steps: situation.steps.toSpliced(choices.below(situation.steps.length + 1), 0, step),
  };
}

function dropStep(situation: Situation, choices: Choices): Situation {
  return { ...situation, steps: situation.steps.toSpliced(choices.below(situation.steps.length), 1) };
}

function doubleStep(situation: Situation, choices: Choices): Situation {
  if (situation.steps.length === 0 || isLong(situation)) return situation;
  const again = { ...choices.pick(situation.steps), id: freshId(situation) };
  return { ...situation, steps: [...situation.steps, again] };
}

function swapSteps(situation: Situation, choices: Choices): Situation {
  const { steps } = situation;
  if (steps.length < 2) return situation;
  const place = choices.below(steps.length - 1);
  return { ...situation, steps: steps.with(place, steps[place + 1]!).with(place + 1, steps[place]!) };
}

function changePart(situation: Situation, choices: Choices): Situation {
  const page = pageOf(situation);
  return changeStep(situation, choices, (step) => {
    if (step.do === 'mremap') return { ...step, to: drawSize(choices, page) };
    if (step.do !== 'mmap') return { ...step, length: drawSize(choices, page) };
    if (step.source === 'anon') return { ...step, length: drawSize(choices, page) };
    if (choices.below(3) === 0) return { ...step, areas: !step.areas };
    return { ...step, areas: false, ...drawPartOf(choices, situation.sources[step.source]!, page) };
  });
}

function changePlace(situation: Situation, choices: Choices): Situation {
  return changeMmap(situation, choices, (step, scope) =>
    step.at === undefined
      ? { ...step, ...drawPlace(choices, scope) }
      : { ...step, at: undefined, fixed: 'no' },
  );
}

function changeFlag(situation: Situation, choices: Choices): Situation {
  const flag = choices.pick(CONSTRUCTS.flag);
  return changeMmap(situation, choices, (step) => ({ ...step, flags: flag === 'none' ? [] : [flag] }));
}

function changeMmap(
  situation: Situation,
  choices: Choices,
  change: (step: MmapStep, scope: Situation) => Step,
): Situation {
  return changeStep(situation, choices, (step, place) =>
    step.do === 'mmap' ? change(step, { ...situation, steps: situation.steps.slice(0, place) }) : step,
  );
}

function changeStep(
  situation: Situation,
  choices: Choices,
  change: (step: Step, place: number) => Step,
): Situation {
  if (situation.steps.length === 0) return situation;
  const place = choices.below(situation.steps.length);
  return { ...situation, steps: situation.steps.with(place, change(situation.steps[place]!, place)) };
}

/** Longer programs only cost time: what they show, shorter ones show too. */
const MOST_STEPS = 12;

function isLong({ steps }: Situation): boolean {
  return steps.length >= MOST_STEPS;
}

function freshId({ steps }: Situation): number {
  return 1 + steps.reduce((most, { id }) => Math.max(most, id), 0);
}

function pageOf({ machine }: Situation): number {
  return presetMachine(machine).pageBytes;
}
