import { describe, expect, it } from 'vitest';
import type { Fact, Facts } from '../../src/policies/policy.ts';
import { UndeclaredFactError } from '../../src/policies/policy-request.ts';
import { guardedFor, mapping, told } from './proposal.ts';

const FACTS = {
  startPfn: 7,
  action: { kind: 'remap', startPfn: 1, startPfnBefore: 2 },
  maxOrder: 9,
  pa: 4096,
  ranges: [],
  bar: { startBytes: 1, sizeBytes: 2, offsetBytes: 3 },
  execFolioOrder: 4,
  region: { id: 'r', sizeBytes: 1, offsetBytes: 0 },
} as const satisfies Facts;
const NAMES = Object.keys(FACTS) as Fact[];

describe('a request as a policy sees it', () => {
  it('shows what mmap(2) says to every policy', () => {
    const of = mapping(5, {
      kind: 'file',
      offsetBytes: 6,
      hintBytes: 7,
      in32bit: true,
      hook: 'thp',
      shared: false,
    });
    const { kind, lengthBytes, offsetBytes, hintBytes, shared, in32bit, hook, vfio } = guardedFor(
      of,
      FACTS,
      [],
    );
    expect({ kind, lengthBytes, offsetBytes, hintBytes, shared, in32bit, hook, vfio }).toEqual(of);
  });

  it.each(NAMES)('shows %s to a policy that declares it, and throws for every other', (fact) => {
    const request = guardedFor(mapping(1), FACTS, [fact]);
    expect(request[fact]).toBe(FACTS[fact]);
    for (const other of NAMES.filter((name) => name !== fact))
      expect(() => request[other]).toThrow(UndeclaredFactError);
  });

  it('says which fact was not declared', () => {
    const error = new UndeclaredFactError('pa');
    expect(error).toMatchObject({
      name: 'UndeclaredFactError',
      code: 'PL-POLICY-UNDECLARED-FACT',
      fact: 'pa',
    });
    expect(error.message).toBe("the policy reads 'pa', which it does not declare; add 'pa' to its needs");
  });
});

describe('the hook call that a table counts', () => {
  const asked = (fact: Fact, facts: Facts, kind: 'device' | 'file' = 'device') => {
    const request = guardedFor(mapping(1, { kind }), facts, NAMES);
    expect(request.asked).toBe(false);
    void request[fact];
    return request.asked;
  };

  it('is a fact that a device driver tells', () => {
    expect(NAMES.filter((fact) => asked(fact, FACTS))).toEqual([
      'startPfn',
      'action',
      'maxOrder',
      'pa',
      'bar',
    ]);
  });
  it('is none where nobody answers, or where there is no device', () => {
    expect(NAMES.filter((fact) => asked(fact, told()))).toEqual([]);
    expect(NAMES.filter((fact) => asked(fact, FACTS, 'file'))).toEqual([]);
  });
});
