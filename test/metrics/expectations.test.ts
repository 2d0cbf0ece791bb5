import { describe, expect, it } from 'vitest';
import type { CheckedScenario, Expectation, ScenarioPoint } from '../../src/language/checked-scenario.ts';
import { checkExpectations } from '../../src/metrics/expectations.ts';
import type { CellResult } from '../../src/metrics/results.ts';
import { withOptions } from '../../src/policies/chosen-policy.ts';
import { parsePolicy } from '../../src/policies/registry.ts';

/** What `expect` lines come to in one cell. */
const SPAN = { file: 'a.scn', start: 3, end: 9 };
const CELL: CellResult = {
  scenario: 's',
  point: 'n=1',
  seed: 7,
  policy: 'linux',
  status: 'placed',
  message: '',
  placements: [
    { mapping: 'a', faults: 1, address: 4096, status: 'hint', search: 'plain' },
    { mapping: 'b', faults: 2, address: 0x7fff_0000, pa: null },
  ],
  coverage: { faults: 10, share_of_ideal: null },
  fragmentation: { gaps: 3 },
};
type Wanted = Partial<Omit<Expectation, 'value'>> & { value?: number | string; variable?: string };

function expectation({ value = 0, variable, ...more }: Wanted): Expectation {
  const of =
    variable !== undefined
      ? { kind: 'variable' as const, name: variable, span: SPAN }
      : typeof value === 'number'
        ? { kind: 'number' as const, value, span: SPAN }
        : { kind: 'word' as const, text: value, span: SPAN };
  return {
    metric: 'faults',
    mapping: '',
    operator: '==',
    policies: [],
    span: SPAN,
    ...more,
    value: of,
  } as Expectation;
}
function check(
  wanted: Wanted,
  cell: Partial<CellResult> = {},
  policy = 'linux',
  options?: Record<string, string>,
) {
  const asked = parsePolicy(policy);
  const scenario = { expectations: [expectation(wanted)] } as unknown as CheckedScenario;
  const point = { bindings: { n: 10 } } as unknown as ScenarioPoint;
  const row = withOptions(asked, options).label;
  return checkExpectations(scenario, point, { ...CELL, policy: row, ...cell }, asked);
}
const holds = (...of: Parameters<typeof check>) => check(...of).map((result) => result.holds);

describe('an expectation', () => {
  it('says where it stands, what it wanted and what it got', () => {
    expect(check({ value: 11 })).toEqual([
      {
        scenario: 's',
        point: 'n=1',
        seed: 7,
        policy: 'linux',
        file: 'a.scn',
        start: 3,
        end: 9,
        holds: false,
        text: 'faults == 11',
        got: '10',
      },
    ]);
    expect(check({ metric: 'address', mapping: 'b', operator: '<', value: 8192 })[0]).toMatchObject({
      text: 'address(b) < 0x2000',
      got: '0x7fff0000',
    });
  });
  it.each([
    ['==', [false, true, false]],
    ['!=', [true, false, true]],
    ['<', [false, false, true]],
    ['<=', [false, true, true]],
    ['>', [true, false, false]],
    ['>=', [true, true, false]],
  ] as const)('compares with %s', (operator, wanted) => {
    expect([9, 10, 11].flatMap((value) => holds({ operator, value }))).toEqual(wanted);
  });
  it('may speak of a swept value', () => {
    expect(holds({ variable: 'n' })).toEqual([true]);
  });
});

describe('the figure', () => {
  it('is of the cell, or of one mapping', () => {
    expect(holds({ value: 10 })).toEqual([true]);
    expect(holds({ metric: 'gaps', value: 3 })).toEqual([true]);
    expect(holds({ mapping: 'a', value: 1 })).toEqual([true]);
    expect(holds({ mapping: 'b', value: 2 })).toEqual([true]);
  });
  it('may be the status of the cell or of a mapping', () => {
    expect(holds({ metric: 'status', value: 'placed' })).toEqual([true]);
    expect(holds({ metric: 'status', value: 'hint' })).toEqual([false]);
    expect(holds({ metric: 'status', mapping: 'a', value: 'hint' })).toEqual([true]);
    expect(check({ metric: 'search', mapping: 'a', value: 'mask' })[0]).toMatchObject({
      text: 'search(a) == mask',
      got: 'plain',
    });
  });
  it('that is empty holds for no policy that is named, and is passed over where none is', () => {
    for (const of of [{ metric: 'share_of_ideal' }, { metric: 'pa', mapping: 'b' }, { mapping: 'c' }]) {
      expect(check(of)).toEqual([]);
      const named = check({ ...of, policies: ['linux'], operator: '!=' });
      expect(named).toMatchObject([{ holds: false, got: 'nothing' }]);
    }
  });
  it('of a skipped cell is none', () => {
    expect(check({ policies: ['linux'] }, { status: 'skipped' })).toEqual([]);
    expect(check({ policies: ['linux'] }, { status: 'failed' })).toHaveLength(1);
  });
});

describe('for a policy', () => {
  const named = (text: string, policy: string, options?: Record<string, string>) =>
    check({ policies: [text] }, {}, policy, options).length === 1;
  it('means the row with the same options, given or default', () => {
    expect(named('max-order', 'max-order')).toBe(true);
    expect(named('max-order(greedy=on)', 'max-order(greedy=on)')).toBe(true);
    expect(named('max-order(greedy=off)', 'max-order')).toBe(true);
    expect(named('max-order', 'max-order(greedy=on)')).toBe(false);
    expect(named('max-order(greedy=on)', 'max-order')).toBe(false);
    expect(named('max-order(retry=off,cont=off)', 'max-order(cont=off,retry=off)')).toBe(true);
    expect(named('max-order()', 'max-order')).toBe(true);
    expect(named('linux', 'max-order')).toBe(false);
    expect(named('max-order', 'linux')).toBe(false);
  });
  it('leaves out options that the sweep point sets', () => {
    expect(named('max-order', 'max-order', { greedy: 'on' })).toBe(true);
    expect(named('max-order(greedy=on)', 'max-order', { greedy: 'on' })).toBe(true);
    expect(named('max-order(retry=off)', 'max-order', { greedy: 'on' })).toBe(false);
  });
  it('or one of several', () => {
    expect(check({ policies: ['linux', 'xu-pa'] }, {}, 'xu-pa')).toHaveLength(1);
    expect(check({ policies: ['linux', 'xu-pa'] }, {}, 'mastro')).toHaveLength(0);
    expect(check({ policies: [] }, {}, 'mastro')).toHaveLength(1);
  });
});
