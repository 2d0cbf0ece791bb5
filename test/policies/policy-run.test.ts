import { describe, expect, it } from 'vitest';
import type { Search } from '../../src/policies/policy.ts';
import { request } from '../mm/process.ts';
import { BASE, below, HINT, lab, mask, P } from './engine.ts';
import { mapping, told } from './proposal.ts';

/** What the engine does with a policy's answers. */
describe('searches that a policy proposes', () => {
  it('run in order until one succeeds', () => {
    const { run, mm, ask } = lab({ propose: () => [mask(2 ** 40), mask(64, 3), mask(2)] });
    expect(ask(10)).toMatchObject({ page: below(10, 64, 3), alignPages: 64, form: 'mask' });
    expect(mm.searches.map(({ form, reason, wanted }) => [form, reason, wanted.alignPages])).toEqual([
      ['mask', 'wanted', 2 ** 40],
      ['mask', 'wanted', 64],
    ]);
    expect([run.fellBack, run.failure]).toEqual([false, undefined]);
  });
  it("end with the kernel's own search, which is a fallback", () => {
    const { run, ask } = lab({ propose: () => [mask(2 ** 40)] });
    expect(ask(10)).toMatchObject({ page: BASE - 10, form: 'plain' });
    expect(run.fellBack).toBe(true);
    ask(10, { fixed: true, hintPages: HINT });
    expect(run.fellBack).toBe(false);
  });
  it('are none for a policy that says nothing: no fallback', () => {
    const silent = lab({ propose: () => [] });
    expect(silent.ask(10).page).toBe(BASE - 10);
    expect(silent.run.fellBack).toBe(false);
    expect(lab({}).ask(10).page).toBe(BASE - 10);
  });
  it('may be padded ones', () => {
    const thp: Search = { form: 'thp', alignBytes: 512 * P, offsetBytes: 3 * P, reason: 'padded' };
    const { mm, ask } = lab({ propose: () => [thp] });
    expect(ask(1024)).toMatchObject({ page: below(1024, 512, 3), form: 'thp' });
    expect(mm.searches).toMatchObject([{ form: 'thp', reason: 'padded' }]);
    expect(ask(100)).toMatchObject({ page: BASE - 100, form: 'plain' });
  });
  it('are not asked for with MAP_FIXED or for hugetlb', () => {
    const { run, ask } = lab({
      propose: () => {
        throw new Error('asked');
      },
    });
    expect(ask(10, { fixed: true, hintPages: HINT }).page).toBe(HINT);
    expect(ask(512, { hook: 'hugetlb', hugetlbPages: 512 }).page).toBe(below(512, 512));
    expect(run.failure).toBeUndefined();
  });
  it('of the masked form have no room for more than TASK_SIZE', () => {
    const { mm, ask } = lab({ propose: () => [mask(64)] });
    expect(ask(0x7fff_ffff_f + 1).page).toBe(-12);
    expect(mm.searchCount).toBe(0);
    expect(ask(0x7fff_ffff_f).page).toBe(-12);
    expect(mm.searchCount).toBe(3);
  });
  it('see the facts that the policy declares, and count as a call into the driver', () => {
    const { run, ask } = lab({ needs: ['pa'], propose: ({ pa }) => [mask(64, pa! / P)] });
    expect(ask(10).page).toBe(below(10, 64, 5));
    expect(run.asked).toBe(true);
    ask(10, { fixed: true, hintPages: HINT });
    expect(run.asked).toBe(false);
  });
});

it('before its first placement a policy has asked nobody and fallen back from nothing', () => {
  const { run } = lab({ propose: () => [mask(64)] });
  expect([run.asked, run.fellBack, run.failure]).toEqual([false, false, undefined]);
});

it('a policy without a method for it is asked nothing: no failure', () => {
  const { run, ask } = lab({ create: () => ({}) });
  expect(ask(10).page).toBe(BASE - 10);
  expect(run.calls(request(1), mapping(P), told())).toBeUndefined();
  expect(run.settle()).toBeUndefined();
  expect(run.failure).toBeUndefined();
});

describe('what a policy does wrong', () => {
  it('is a violation with the rule it broke, and the kernel places', () => {
    const { run, ask } = lab({ propose: () => [{ ...mask(64), alignBytes: 5 }] });
    expect(ask(10).page).toBe(BASE - 10);
    expect(run.failure).toMatchObject({ status: 'violation', rule: 'page-aligned' });
    expect(run.failure?.message).toBe(
      'a search asks for alignBytes 5, which is no power of two of at least a page',
    );
    expect(run.fellBack).toBe(false);
  });
  it('is an error when it throws, whatever it throws; the first counts', () => {
    let nth = 0;
    const { run, ask } = lab({
      propose: () => {
        throw nth++ === 0 ? 'a word' : new Error('later');
      },
    });
    expect(ask(10).page).toBe(BASE - 10);
    ask(10);
    expect(run.failure).toEqual({ status: 'error', message: "threw 'a word'", rule: 'throws' });
    const thrown = lab({
      propose: () => {
        throw new Error('mine');
      },
    });
    thrown.ask(10);
    expect(thrown.run.failure).toEqual({ status: 'error', message: 'mine', rule: 'throws' });
  });
  it('is an error to read what it did not declare', () => {
    const { run, ask } = lab({
      needs: ['pa'],
      propose: (r) => [mask((r as unknown as { startPfn: number }).startPfn)],
    });
    ask(10);
    expect(run.failure).toMatchObject({ status: 'error', rule: 'declared' });
  });
  it('is an error to throw when it is made; the kernel places all the same', () => {
    const { run, ask } = lab({
      create: () => {
        throw new Error('no');
      },
    });
    expect(run.failure).toMatchObject({ status: 'error', message: 'no', rule: 'throws' });
    expect(ask(10).page).toBe(BASE - 10);
  });
  it('is an error to write to the machine, all the way down', () => {
    const { run, ask } = lab({
      propose: (_, machine) => {
        (machine.leafBytes as { pmd: number }).pmd = 1;
        return [];
      },
    });
    ask(10);
    expect(run.failure).toMatchObject({ status: 'error', rule: 'throws' });
    expect(Object.isFrozen(run.machine) && Object.isFrozen(run.machine.kernel.switches)).toBe(true);
  });
});

describe('hooks of files', () => {
  const hooked = (
    treatment: 'kept' | 'removed' | 'wrapping',
    kind: 'file' | 'device' | 'anon-shared' = 'file',
  ) => {
    const { mm, ask } = lab({ create: () => ({ propose: () => [], hooks: () => treatment }) });
    return [ask(1025, { hook: 'thp' }, mapping(1025 * P, { kind })).form, mm.searches.length] as const;
  };
  it('stay unless the policy removes them, which it can for files and devices', () => {
    expect(hooked('kept')[0]).toBe('thp');
    expect(hooked('removed')[0]).toBe('plain');
    expect(hooked('removed', 'device')[0]).toBe('plain');
    expect(hooked('removed', 'anon-shared')[0]).toBe('thp');
    const proposing = lab({ create: () => ({ propose: () => [mask(2 ** 40)] }) });
    expect(proposing.ask(1025, { hook: 'thp' }).form).toBe('thp');
    const removing = lab({ create: () => ({ propose: () => [mask(2 ** 40)], hooks: () => 'removed' }) });
    expect(removing.ask(1025, { hook: 'thp' }).form).toBe('plain');
  });
  it('wrap the changed search: their padded request runs through the masks', () => {
    const { run, mm, ask } = lab({
      create: () => ({ propose: () => [mask(64, 3)], hooks: () => 'wrapping' }),
    });
    expect(ask(1025, { hook: 'thp' })).toMatchObject({ form: 'thp' });
    expect(
      mm.searches.map(({ form, info }) => [form, info.alignPages, info.offsetPages, info.lengthPages]),
    ).toEqual([['mask', 64, 3, 1025 + 512]]);
    expect(run.fellBack).toBe(false);
    expect(ask(10)).toMatchObject({ page: below(10, 64, 3), form: 'mask' });
  });
});

describe('system calls of a VMM', () => {
  it('are the policy’s, guarded; none for a policy without them', () => {
    const call = { call: 'reserve', lengthBytes: P } as const;
    const { run } = lab({
      needs: ['pa'],
      create: () => ({
        calls: function* ({ pa }) {
          yield { ...call, lengthBytes: pa! };
        },
        settle: function* () {
          yield call;
        },
      }),
    });
    expect([...run.calls(request(1), mapping(P), told({ pa: 3 * P }))!]).toEqual([
      { ...call, lengthBytes: 3 * P },
    ]);
    expect([...run.settle()!]).toEqual([call]);
    expect(lab({}).run.calls(request(1), mapping(P), told())).toBeUndefined();
    expect(lab({}).run.settle()).toBeUndefined();
  });
  it('that throw are an error', () => {
    const { run } = lab({
      create: () => ({
        calls: () => {
          throw new Error('calls');
        },
      }),
    });
    expect(run.calls(request(1), mapping(P), told())).toBeUndefined();
    expect(run.failure).toEqual({ status: 'error', message: 'calls', rule: 'throws' });
    const settling = lab({
      create: () => ({
        settle: () => {
          throw new Error('settle');
        },
      }),
    });
    expect(settling.run.settle()).toBeUndefined();
    expect(settling.run.failure?.message).toBe('settle');
  });
});
