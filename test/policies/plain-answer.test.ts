import { describe, expect, it } from 'vitest';
import {
  callProblem,
  plainAddress,
  plainCall,
  plainSearches,
  shownValue,
  thrownText,
} from '../../src/policies/plain-answer.ts';

/** Answers of policies as plain data: what is checked is what is used. */
const LONG = 'x'.repeat(501);
const CUT = `${'x'.repeat(500)}…`;

/** An object that counts how often its fields are read. */
function counting<T extends object>(of: T): { of: T; reads: string[] } {
  const reads: string[] = [];
  const seen = new Proxy(of, {
    get: (target, name, receiver) => {
      reads.push(String(name));
      return Reflect.get(target, name, receiver);
    },
  });
  return { of: seen, reads };
}

describe('values in a few words', () => {
  it('never run what the value would do to be shown', () => {
    const hostile = {
      toString: () => {
        throw new Error('shown');
      },
    };
    const values = ['a', 5, null, undefined, true, [1], hostile, () => 0, 5n];
    expect(values.map(shownValue)).toEqual([
      "'a'",
      '5',
      'null',
      'undefined',
      'true',
      'a list',
      'an object',
      'a function',
      '5',
    ]);
    expect(shownValue(LONG)).toBe(`'${CUT}'`);
    expect(shownValue(LONG.slice(1))).toBe(`'${LONG.slice(1)}'`);
  });
  it('of what was thrown are its message', () => {
    expect(thrownText(new Error('why'))).toBe('why');
    expect(thrownText(new TypeError(''))).toBe('threw TypeError without a message');
    expect(thrownText(new Error(LONG))).toBe(CUT);
    expect(thrownText('why')).toBe("threw 'why'");
    expect(thrownText(Object.assign(new Error('x'), { message: 5 }))).toBe('threw an object');
    const hostile = Object.defineProperty(new Error('x'), 'message', {
      get: () => {
        throw new Error('shown');
      },
    });
    expect(thrownText(hostile)).toBe('threw what cannot be shown');
  });
});

describe('plain answers', () => {
  it('of searches read each field once', () => {
    const search = { form: 'mask', alignBytes: 1, offsetBytes: 2, reason: 'why' };
    const { of, reads } = counting(search);
    expect(plainSearches([of])).toEqual([search]);
    expect(reads).toEqual(['form', 'alignBytes', 'offsetBytes', 'reason']);
    const holes = [null, undefined, { reason: 5 }, { reason: LONG }];
    expect(plainSearches(holes)).toEqual([{ reason: '' }, { reason: '' }, { reason: '' }, { reason: CUT }]);
    expect(plainSearches(7)).toBe(7);
    expect(plainSearches({ length: 1 })).toEqual({ length: 1 });
  });
  it('of an address too', () => {
    const address = { addressBytes: 1, alignBytes: 2, reason: 'why' };
    const { of, reads } = counting(address);
    expect(plainAddress(of)).toEqual(address);
    expect(reads).toEqual(['addressBytes', 'alignBytes', 'reason']);
    expect([plainAddress(null), plainAddress(7), plainAddress(undefined)]).toEqual([null, 7, undefined]);
    expect(plainAddress({ addressBytes: 1, reason: 5, more: 1 })).toEqual({ addressBytes: 1, reason: '' });
  });
  it('of a system call have what calls have', () => {
    expect(plainCall({ call: 'unmap', addressBytes: 1, lengthBytes: 2, alignBytes: 3, more: 4 })).toEqual({
      call: 'unmap',
      addressBytes: 1,
      lengthBytes: 2,
      alignBytes: 3,
    });
    expect([plainCall(null), plainCall(undefined)]).toEqual([{}, {}]);
  });
});

describe('a system call', () => {
  const problem = (step: Record<string, unknown>) => callProblem(step, 4096);
  it('may be one of three, with whole numbers of bytes', () => {
    expect(problem({ call: 'reserve', lengthBytes: 5 })).toBeUndefined();
    expect(problem({ call: 'unmap', addressBytes: 0, lengthBytes: 0 })).toBeUndefined();
    expect(problem({ call: 'map-fixed', addressBytes: 8192, alignBytes: 4096 })).toBeUndefined();
  });
  it.each([
    ['munmap', "'munmap'"],
    ['toString', "'toString'"],
    [undefined, 'undefined'],
    [5, '5'],
  ])('is not %s', (call, shown) => {
    expect(problem({ call })).toBe(`calls() yielded ${shown}, which is none of reserve, map-fixed, unmap`);
  });
  it.each([
    [{ call: 'reserve' }, 'reserve with lengthBytes undefined'],
    [{ call: 'reserve', lengthBytes: -1 }, 'reserve with lengthBytes -1'],
    [{ call: 'reserve', lengthBytes: 0.5 }, 'reserve with lengthBytes 0.5'],
    [{ call: 'reserve', lengthBytes: '5' }, "reserve with lengthBytes '5'"],
    [{ call: 'reserve', lengthBytes: 2 ** 60 }, `reserve with lengthBytes ${2 ** 60}`],
    [{ call: 'unmap', lengthBytes: 1 }, 'unmap with addressBytes undefined'],
    [{ call: 'unmap', addressBytes: 1 }, 'unmap with lengthBytes undefined'],
    [{ call: 'map-fixed', alignBytes: 4096 }, 'map-fixed with addressBytes undefined'],
    [{ call: 'map-fixed', addressBytes: 0 }, 'map-fixed with alignBytes undefined'],
  ])('as %j has no number of bytes', (step, shown) => {
    expect(problem(step)).toBe(`calls() yielded ${shown}, which is no number of bytes`);
  });
  it.each([0, 2048, 12288])('that maps at an alignment of %i is wrong', (alignBytes) => {
    expect(problem({ call: 'map-fixed', addressBytes: 0, alignBytes })).toBe(
      `calls() yielded map-fixed with alignBytes ${alignBytes}, no power of two of at least a page`,
    );
    expect(problem({ call: 'unmap', addressBytes: 0, lengthBytes: 0, alignBytes })).toBeUndefined();
  });
});
