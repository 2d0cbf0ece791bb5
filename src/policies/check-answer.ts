import { residue } from '../machine/bytes.ts';
import type { Mm } from '../mm/mm.ts';
import { shownValue } from './plain-answer.ts';
import type { ChosenAddress, Search } from './policy.ts';

/** What an answer can break: the interface's form, or what every address must be. */
export type AnswerRule = 'form' | 'page-aligned' | 'in-range' | 'free';

/** What is wrong with an answer. */
export interface AnswerProblem {
  readonly rule: AnswerRule;
  readonly message: string;
}

/** What is wrong with a list of searches; undefined where nothing is. */
export function searchesProblem(answer: unknown, pageBytes: number): AnswerProblem | undefined {
  if (!Array.isArray(answer)) return broken('form', 'propose() did not answer with an array of searches');
  for (const search of answer as readonly Partial<Search>[]) {
    const { form, alignBytes, offsetBytes } = search ?? {};
    if (form !== 'mask' && form !== 'thp')
      return broken('form', `a search has the form ${shownValue(form)}, not mask or thp`);
    if (!isPowerOfTwo(alignBytes) || alignBytes < pageBytes) {
      return broken(
        'page-aligned',
        `a search asks for alignBytes ${shownValue(alignBytes)}, which is no power of two of at least a page`,
      );
    }
    if (
      typeof offsetBytes !== 'number' ||
      !Number.isFinite(offsetBytes) ||
      residue(offsetBytes, pageBytes) !== 0
    ) {
      return broken(
        'page-aligned',
        `a search asks for offsetBytes ${shownValue(offsetBytes)}, which is no multiple of a page`,
      );
    }
  }
  return undefined;
}

/** What is wrong with an address that a policy chose; undefined where nothing is. */
export function addressProblem(
  mm: Mm,
  answer: Partial<ChosenAddress> | null,
  lengthPages: number,
): AnswerProblem | undefined {
  const address = answer?.addressBytes;
  if (typeof address !== 'number' || !Number.isFinite(address))
    return broken(
      'form',
      `place() answered ${described(answer)}; it answers { addressBytes, alignBytes, reason }, or undefined`,
    );
  const { alignBytes } = answer!;
  if (!isPowerOfTwo(alignBytes) || alignBytes < mm.machine.pageBytes)
    return broken(
      'form',
      `place() answered alignBytes ${shownValue(alignBytes)}, no power of two of at least a page`,
    );
  const page = address / mm.machine.pageBytes;
  if (!Number.isInteger(page))
    return broken('page-aligned', 'place() answered an address that is not page-aligned');
  if (page < mm.limits.mmapMin || page + lengthPages > mm.limits.taskSize)
    return broken('in-range', 'place() answered an address out of range');
  if (!mm.space.isFree(page, page + lengthPages))
    return broken('free', 'place() answered an address that is not free');
  return undefined;
}

function broken(rule: AnswerRule, message: string): AnswerProblem {
  return { rule, message };
}

function isPowerOfTwo(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && Number.isInteger(Math.log2(value));
}

function described(answer: unknown): string {
  return typeof answer === 'object' && answer !== null
    ? `{ ${Object.keys(answer).join(', ')} }`
    : shownValue(answer);
}
