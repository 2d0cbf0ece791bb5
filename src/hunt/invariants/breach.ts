import type { CheckSettings } from '../../language/check/host.ts';
import { generateScenario } from '../../language/generate/generate.ts';
import type { GeneratedTerms } from '../../language/generate/writer.ts';
import { Choices } from '../choices.ts';
import { type JudgeSettings, judgeText } from '../judge.ts';
import { shrink } from '../shrink.ts';
import type { Situation } from '../situation.ts';
import { situationText } from '../situation-text.ts';
import { INVARIANTS } from './all.ts';
import { formattedProblem, meaning } from './meaning.ts';

/** Something that must never be, and is. Plain data. */
export interface Breach {
  readonly invariant: string;
  readonly message: string;
  /** The scenario file that shows it. */
  readonly text: string;
}

/** What a situation breaks of the invariants of these names; undefined where all hold. */
export function breachOf(
  situation: Situation,
  names: readonly string[],
  settings: JudgeSettings,
): Breach | undefined {
  const text = situationText(situation, settings.given);
  try {
    const judged = judgeText(text, settings);
    if (judged === undefined) return undefined;
    const subject = { text, plan: judged.plan, policies: settings.policies, check: settings.check };
    for (const { name, violation } of INVARIANTS) {
      const message = names.includes(name) ? violation(subject) : undefined;
      if (message !== undefined) return { invariant: name, message, text };
    }
    return undefined;
  } catch (error) {
    return {
      invariant: 'runs',
      message: `the lab throws: ${error instanceof Error ? error.message : String(error)}`,
      text,
    };
  }
}

/** The simplest situation that breaks the same invariant. */
export function simplestBreach(
  situation: Situation,
  { invariant }: Breach,
  names: readonly string[],
  settings: JudgeSettings,
): Breach {
  const breaks = (simpler: Situation) => breachOf(simpler, names, settings)?.invariant === invariant;
  return breachOf(shrink(situation, breaks), names, settings)!;
}

/** One try in so many is for a text: they take longer than situations, and have a fuzzer of their own. */
const EACH_TEXT = 4;

/** What a random text of the language, which need mean nothing, breaks of the invariants of these names. */
export function textBreach(
  seed: number,
  place: number,
  names: readonly string[],
  settings: JudgeSettings,
): Breach | undefined {
  if (!names.includes(meaning.name) || place % EACH_TEXT !== 0) return undefined;
  const choices = new Choices(seed, `text ${place}`);
  const text = generateScenario((below) => choices.below(below), termsOf(settings.check));
  const message = problemOf(text, settings.check);
  if (message === undefined) return undefined;
  return { invariant: meaning.name, message, text: fewerLines(text, settings.check) };
}

function problemOf(text: string, check: CheckSettings): string | undefined {
  try {
    return formattedProblem(text, check);
  } catch (error) {
    return `the lab throws: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** The text without every line that is not needed to show the problem. */
function fewerLines(text: string, check: CheckSettings): string {
  let lines = text.split('\n');
  for (let place = lines.length - 1; place >= 0; place--) {
    const fewer = lines.toSpliced(place, 1);
    if (problemOf(fewer.join('\n'), check) !== undefined) lines = fewer;
  }
  return lines.join('\n');
}

function termsOf({ policies, figures }: CheckSettings): GeneratedTerms {
  const all = [...(figures ?? [])];
  const named = (kinds: readonly string[]) =>
    all.filter(([, { of }]) => kinds.includes(of)).map(([name]) => name);
  return {
    policies: policies.map(({ id }) => id),
    mappingMetrics: named(['mapping', 'both']),
    cellMetrics: named(['cell', 'both']),
  };
}
