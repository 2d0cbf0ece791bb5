import type { LoggedCall, LoggedResult } from '../import/strace.ts';
import type { AreaRequest } from '../mm/area-request.ts';
import type { Backing } from '../mm/backing.ts';
import type { Mm } from '../mm/mm.ts';
import { ERRNO, errnoName } from '../mm/vma.ts';
import { explain } from './recorded-explain.ts';
import type { Tally } from './recorded-tally.ts';

/** Errors for reasons that no address space knows: file modes, locked memory, what a driver refuses. */
const NOT_OF_PLACEMENT: ReadonlySet<string> = new Set([
  'EACCES',
  'EAGAIN',
  'EBADF',
  'EINTR',
  'EIO',
  'ENFILE',
  'ENODEV',
  'ENOSYS',
  'ENXIO',
  'EOPNOTSUPP',
  'EPERM',
  'ETXTBSY',
]);

/** Compares the model's answers with the log's and counts them. */
export class Answers {
  readonly tally: Tally;
  /** What the last placement was asked for; explanations try it under other rules. */
  request: AreaRequest | undefined;
  /** The last call that was found to differ: it counts once. */
  #told: LoggedCall | undefined;

  constructor(tally: Tally) {
    this.tally = tally;
  }

  /** Counts a placement's answer. `page` is a page number or a negative errno; `chosen`: the kernel chose. */
  compare(mm: Mm, call: LoggedCall, page: number, chosen: boolean): void {
    if (!call.result || this.#told === call) return;
    const expected = 'value' in call.result ? call.result.value : call.result.error;
    const got = page < 0 ? errnoName(page) : page * mm.machine.pageBytes;
    if (!agree(expected, got)) this.differs(call, expected, got, this.#explained(mm, expected));
    else if (chosen) this.tally.asRecorded++;
    else this.tally.fixed++;
  }

  /** Whether a call has already been found to differ. */
  told(call: LoggedCall): boolean {
    return this.#told === call;
  }

  differs(call: LoggedCall, expected: number | string, got: number | string, reason: string): void {
    this.#told = call;
    this.tally.differs({ line: call.line, call, expected, got, reason });
  }

  /** Whether the kernel refused for a reason outside of placement, so that the log tells nothing of it. */
  refused({ result }: LoggedCall, backing: Backing | undefined): boolean {
    if (!result || !('error' in result)) return false;
    const byDriver = result.error === 'EINVAL' && backing !== undefined && backing.hugetlbPages === 0;
    const noHugePages = result.error === 'ENOMEM' && (backing?.hugetlbPages ?? 0) > 0;
    if (!byDriver && !noHugePages && !NOT_OF_PLACEMENT.has(result.error)) return false;
    this.tally.refused++;
    return true;
  }

  #explained(mm: Mm, expected: number | string): string {
    return this.request && this.tally.explains ? explain(mm, this.request, expected) : '';
  }
}

/** Whether two answers are the same; an error without a name agrees with every error. */
export function agree(expected: number | string, got: number | string): boolean {
  return expected === got || (expected === '' && typeof got === 'string');
}

/** Whether a call answered a value. */
export function succeeded(result: LoggedResult): result is { readonly value: number } {
  return result !== undefined && 'value' in result;
}

/** The page that a call answered; undefined where it failed or the log does not say. */
export function answeredPage(result: LoggedResult, pageBytes: number): number | undefined {
  if (!succeeded(result) || !Number.isInteger(result.value / pageBytes)) return undefined;
  return result.value / pageBytes;
}

/** An error's number; ENOMEM for one that the lab does not know. */
export function errnoNumber(name: string): number {
  return name in ERRNO ? ERRNO[name as keyof typeof ERRNO] : ERRNO.ENOMEM;
}

/** Whether an error is about a file, a driver or a limit, and so outside of the model. */
export function outsideOfModel(error: string): boolean {
  return NOT_OF_PLACEMENT.has(error);
}
