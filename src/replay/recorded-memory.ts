import type { RecordingSetup } from '../import/setup.ts';
import type { LoggedCall, LoggedCallOf, LoggedResult } from '../import/strace.ts';
import { callersArea, failedArea } from '../mm/area-request.ts';
import type { Backing } from '../mm/backing.ts';
import { brk } from '../mm/brk.ts';
import { madvise } from '../mm/madvise.ts';
import { copyMm, type Mm } from '../mm/mm.ts';
import { type MmapCall, mmap, type Place } from '../mm/mmap.ts';
import { mprotect } from '../mm/mprotect.ts';
import { mremap } from '../mm/mremap.ts';
import { munmap } from '../mm/munmap.ts';
import { ERRNO, errnoName, VM, type Vma } from '../mm/vma.ts';
import { Answers, agree, answeredPage, errnoNumber, outsideOfModel, succeeded } from './recorded-answers.ts';
import { hugetlbBytes, type RecordedFiles, type Segment } from './recorded-files.ts';
import { mmapRequest, mremapRequest, protection, shmatRequest } from './recorded-requests.ts';
import type { Tally } from './recorded-tally.ts';

/** Which policy decides for a backing; by default the kernel. */
export type PlaceFor = (backing: Backing | undefined, mm: Mm) => Place;

/** What all processes of a recording share. */
export interface RecordingContext {
  readonly setup: RecordingSetup;
  readonly placeFor: PlaceFor;
  /** System V segments by id. */
  readonly segments: Map<number, Segment>;
}

/**
 * One address space of a recording. Every call is made in the model and its answer compared with the log's; where
 * they differ the model follows the log, so that each difference stands for itself.
 */
export class RecordedMemory {
  mm: Mm;
  readonly #context: RecordingContext;
  readonly #answers: Answers;
  readonly #files: RecordedFiles;

  constructor(mm: Mm, context: RecordingContext, tally: Tally, files: RecordedFiles) {
    this.mm = mm;
    this.#context = context;
    this.#answers = new Answers(tally);
    this.#files = files;
  }

  /** The same memory once more: a forked child, or a place to try a call. */
  copy(tally: Tally = this.#answers.tally): RecordedMemory {
    return new RecordedMemory(copyMm(this.mm), this.#context, tally, this.#files.copy());
  }

  /** Makes one call. */
  run(call: LoggedCall): void {
    if (call.call === 'mmap') this.#mmap(call);
    else if (call.call === 'mremap') this.#mremap(call);
    else if (call.call === 'brk') this.#brk(call);
    else if (call.call === 'shmget') this.#shmget(call);
    else if (call.call === 'shmat') this.#shmat(call);
    else if (call.call === 'shmdt') this.#shmdt(call);
    else if (call.call === 'munmap') this.#plain(call, (mm) => munmap(mm, call.at, call.length));
    else if (call.call === 'mprotect')
      this.#plain(call, (mm) => mprotect(mm, call.at, call.length, protection(call.prot), call.key));
    else if (call.call === 'madvise' && advised(call.result))
      madvise(this.mm, call.at, call.length, call.advice);
  }

  #mmap(call: LoggedCallOf<'mmap'>): void {
    const backing = this.#files.backing(this.mm, call);
    const request = mmapRequest(call, this.mm.machine, backing);
    // arch/x86/kernel/sys_x86_64.c and its like: the offset is whole pages, or nothing else is looked at.
    if (!Number.isInteger(request.pgoff)) this.#compare(call, ERRNO.EINVAL, request.fixed === 'no');
    else this.#map(call, request);
  }

  /** Makes a mapping and compares its address. */
  #map(call: LoggedCall, request: MmapCall): void {
    if (this.#answers.refused(call, request.backing)) return;
    this.#answers.request = undefined;
    const place = this.#following(call, this.#context.placeFor(request.backing, this.mm));
    const { page } = mmap(this.mm, request, place);
    this.#compare(call, page, request.fixed === 'no');
  }

  /** Chooses as the policy does, and hands on what the log says. */
  #following(call: LoggedCall, place: Place): Place {
    return (mm, request) => {
      this.#answers.request = request;
      const area = place(mm, request);
      const { result } = call;
      if (result && 'error' in result) {
        if (area.page < 0 || result.error === 'EEXIST' || result.error === 'EPERM') return area;
        this.#compare(call, area.page, !request.fixed);
        return failedArea(errnoNumber(result.error));
      }
      const page = answeredPage(result, mm.machine.pageBytes);
      if (page === undefined || area.page === page) return area;
      if (page + request.lengthPages > mm.limits.taskSize) return area;
      this.#compare(call, area.page, !request.fixed);
      mm.space.remove(page, page + request.lengthPages);
      return { ...callersArea(page, 'hint'), search: 'as recorded' };
    };
  }

  #shmget({ length, flags, result }: LoggedCallOf<'shmget'>): void {
    if (!succeeded(result)) return;
    const hugetlb = hugetlbBytes(flags, 'SHM_HUGETLB', 'SHM_HUGE_SHIFT', this.#context.setup);
    const known = this.#context.segments.get(result.value);
    // A later shmget of the same segment may ask for less than it has.
    if (!known || known.length < length)
      this.#context.segments.set(result.value, { length, hugetlbBytes: hugetlb });
  }

  #shmat(call: LoggedCallOf<'shmat'>): void {
    const segment = this.#context.segments.get(call.segment);
    if (!segment || !succeeded(call.result)) return;
    const backing = this.#files.attachment(this.mm, segment);
    const request = shmatRequest(call, segment, this.mm.machine, backing);
    this.#map(call, request);
    const at = answeredPage(call.result, this.mm.machine.pageBytes);
    const entry = at === undefined ? -1 : this.mm.space.lookup(at);
    if (entry < 0 || !call.flags.includes('SHM_RDONLY')) return;
    const { start, end, flags } = this.mm.space.vma(entry);
    this.mm.space.changeFlags(start, end, flags | VM.NEVER_WRITE);
  }

  /** ksys_shmdt(): takes away what is left of the attachment whose first byte would be at the address. */
  #shmdt({ at, result }: LoggedCallOf<'shmdt'>): void {
    if (!succeeded(result)) return;
    const start = at / this.mm.machine.pageBytes;
    const isShm = (vma: Vma) => this.mm.backings.get(vma.file)?.label === 'SYSV';
    const whole = (vma: Vma) => isShm(vma) && vma.start - start === vma.pgoff;
    const vmas = [...this.mm.space.vmas()];
    const first = vmas.find((vma) => vma.start >= start && whole(vma));
    for (const vma of vmas)
      if (first && vma.file === first.file && whole(vma)) this.mm.space.remove(vma.start, vma.end);
  }

  #mremap(call: LoggedCallOf<'mremap'>): void {
    if (this.#answers.refused(call, undefined)) return;
    const page = this.mm.machine.pageBytes;
    const entry = this.mm.space.lookup(Math.floor(call.at / page));
    const vma = entry < 0 ? undefined : this.mm.space.vma(entry);
    const place = this.#context.placeFor(vma && this.mm.backings.get(vma.file), this.mm);
    const request = mremapRequest(call);
    const chosen = request.fixedBytes === undefined;
    const failed = call.result !== undefined && 'error' in call.result;
    // A call that failed may have taken away its target before: it is tried on a copy.
    const mm = failed ? copyMm(this.mm) : this.mm;
    const expected = answeredPage(call.result, page);
    this.#answers.request = undefined;
    const { page: got } = mremap(mm, request, (at, wanted) => {
      this.#answers.request = wanted;
      const area = place(at, wanted);
      if (expected === undefined || area.page === expected || wanted.fixed) return area;
      this.#compare(call, area.page, chosen);
      return failedArea(ERRNO.ENOMEM);
    });
    this.#compare(call, got, chosen);
    if (call.result && 'error' in call.result && got < 0 && agree(call.result.error, errnoName(got)))
      this.mm = mm;
    if (vma && expected !== undefined && got !== expected) this.#relocate(call, vma, got, expected);
  }

  /** Puts a mapping where the log has it, after the model would have put it elsewhere. Pages. */
  #relocate(call: LoggedCallOf<'mremap'>, vma: Vma, got: number, to: number): void {
    const { space, machine, limits } = this.mm;
    const at = Math.floor(call.at / machine.pageBytes);
    const pages = Math.ceil(call.newLength / machine.pageBytes);
    const old = Math.ceil(call.oldLength / machine.pageBytes);
    if (pages <= 0 || to + pages > limits.taskSize || at + old > limits.taskSize) return;
    if (got >= 0) space.remove(got, got + pages);
    if (!call.flags.includes('MREMAP_DONTUNMAP')) space.remove(at, at + old);
    space.remove(to, to + pages);
    const pgoff = vma.file === 0 && to !== at ? to : vma.pgoff + (at - vma.start);
    space.add(to, to + pages, { ...vma, pgoff });
  }

  #brk(call: LoggedCallOf<'brk'>): void {
    const { mm } = this;
    if (!succeeded(call.result)) return;
    const expected = call.result.value;
    const page = mm.machine.pageBytes;
    if (mm.startBrk === 0) {
      mm.startBrk = expected / page;
      mm.brk = mm.startBrk;
      return;
    }
    const got = brk(mm, call.at);
    if (got === expected) return;
    this.#answers.differs(call, expected, got, brkReason(call, expected, mm.startBrk * page));
    brk(mm, expected);
    mm.brk = expected / page;
  }

  /** A call that answers 0 or an error: a failed one is tried on a copy, for the part that it did before it failed. */
  #plain(call: LoggedCall, make: (mm: Mm) => number): void {
    const { result } = call;
    if (!result || !('error' in result)) {
      const answer = make(this.mm);
      if (answer < 0) this.#answers.differs(call, 0, errnoName(answer), MISSING_CALL);
      return;
    }
    const mm = copyMm(this.mm);
    if (make(mm) < 0) this.mm = mm;
    else if (!outsideOfModel(result.error))
      this.#answers.differs(call, result.error, 0, 'the kernel refused for want of memory, or for a limit');
  }

  #compare(call: LoggedCall, page: number, chosen: boolean): void {
    this.#answers.compare(this.mm, call, page, chosen);
  }
}

/** Whether advice was taken: holes are answered with ENOMEM after all else is done. */
function advised(result: LoggedResult): boolean {
  return succeeded(result) || (result !== undefined && result.error === 'ENOMEM');
}

const MISSING_CALL = 'a call is missing from the log, or the snapshot is of another run';

function brkReason(call: LoggedCallOf<'brk'>, expected: number, start: number): string {
  if (expected < start) return 'the heap begins lower than the snapshot shows: is it of the same run?';
  return call.at === expected
    ? `the model finds the way up blocked: ${MISSING_CALL}`
    : 'the kernel refused: RLIMIT_DATA, or want of memory';
}
