import type { ChosenAddress, Search, UserCall } from './policy.ts';

/** Longer messages of policies are cut: each stands in every row of a cell. */
const LONGEST_MESSAGE = 500;

/** A value that a policy handed over, in a few words; never runs what the value itself would do to be shown. */
export function shownValue(value: unknown): string {
  if (typeof value === 'string') return `'${shortened(value)}'`;
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return String(value);
  return Array.isArray(value) ? 'a list' : 'an object';
}

/** What a policy threw, in words. */
export function thrownText(error: unknown): string {
  try {
    if (error instanceof Error && typeof error.message === 'string')
      return shortened(error.message) || `threw ${error.name} without a message`;
    return `threw ${shownValue(error)}`;
  } catch {
    return 'threw what cannot be shown';
  }
}

function shortened(text: string): string {
  return text.length <= LONGEST_MESSAGE ? text : `${text.slice(0, LONGEST_MESSAGE)}…`;
}

/** Searches as plain data, each field read once: what is checked is what is used. Anything but a list stays as it is. */
export function plainSearches(answer: unknown): unknown {
  if (!Array.isArray(answer)) return answer;
  const searches: unknown[] = [];
  for (let i = 0; i < answer.length; i++) searches.push(plainSearch(answer[i]));
  return searches;
}

function plainSearch(search: Partial<Search> | null | undefined) {
  return {
    form: search?.form,
    alignBytes: search?.alignBytes,
    offsetBytes: search?.offsetBytes,
    reason: plainReason(search?.reason),
  };
}

/** An address as plain data; anything but an object stays as it is. */
export function plainAddress(answer: unknown): Partial<ChosenAddress> | null {
  if (typeof answer !== 'object' || answer === null) return answer as null;
  const { addressBytes, alignBytes, reason } = answer as Partial<ChosenAddress>;
  return { addressBytes: addressBytes!, alignBytes: alignBytes!, reason: plainReason(reason) };
}

/** A system call as plain data. */
export function plainCall(step: unknown): Partial<Record<string, unknown>> {
  const { call, lengthBytes, addressBytes, alignBytes } = (step ?? {}) as Record<string, unknown>;
  return { call, lengthBytes, addressBytes, alignBytes };
}

function plainReason(reason: unknown): string {
  return typeof reason === 'string' ? shortened(reason) : '';
}

const CALLS: readonly UserCall['call'][] = ['reserve', 'map-fixed', 'unmap'];

/** What is wrong with a system call that a VMM yielded; undefined where it can be made. */
export function callProblem(step: Partial<Record<string, unknown>>, pageBytes: number): string | undefined {
  const { call } = step;
  if (call !== 'reserve' && call !== 'map-fixed' && call !== 'unmap')
    return `calls() yielded ${shownValue(call)}, which is none of ${CALLS.join(', ')}`;
  const problem =
    call === 'reserve'
      ? bytesProblem(call, 'lengthBytes', step.lengthBytes)
      : (bytesProblem(call, 'addressBytes', step.addressBytes) ??
        (call === 'unmap'
          ? bytesProblem(call, 'lengthBytes', step.lengthBytes)
          : bytesProblem(call, 'alignBytes', step.alignBytes)));
  if (problem !== undefined || call !== 'map-fixed') return problem;
  const align = Number(step.alignBytes);
  if (align < pageBytes || !Number.isInteger(Math.log2(align)))
    return `calls() yielded map-fixed with alignBytes ${align}, no power of two of at least a page`;
  return undefined;
}

function bytesProblem(call: string, name: string, value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return undefined;
  return `calls() yielded ${call} with ${name} ${shownValue(value)}, which is no number of bytes`;
}
