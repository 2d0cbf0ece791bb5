import { describe, expect, it } from 'vitest';
import { choosePolicy, withOptions } from '../../src/policies/chosen-policy.ts';
import { blockFits, blockFitsRanges } from '../../src/policies/leaf-fit.ts';
import { definePolicy, type PolicyDefinition } from '../../src/policies/policy.ts';
import {
  BUILT_IN,
  defaultPolicies,
  PolicyListError,
  parsePolicy,
  parsePolicyList,
} from '../../src/policies/registry.ts';

const labels = (text: string, definitions?: readonly PolicyDefinition[]) =>
  parsePolicyList(text, definitions).map(({ label }) => label);
function refused(text: string): PolicyListError {
  try {
    parsePolicyList(text);
  } catch (error) {
    if (error instanceof PolicyListError) return error;
  }
  throw new Error(`'${text}' was taken`);
}

/** Whose option each is, in the order of the table. */
const OWNERS = [
  ...new Array(8).fill('wilcox-length'),
  ...new Array(2).fill('arif-exec-order'),
  ...new Array(5).fill('gunthorpe-start-pfn'),
  ...new Array(8).fill('max-order'),
  'pighin-thp',
  ...new Array(6).fill('stoakes-action'),
  ...['xu-order', 'mastro', 'qemu-2026'],
  ...new Array(3).fill('exact-fit'),
  'ideal',
];

describe('the built-in policies', () => {
  it('stand by who must tell them something, linux first, bounds last', () => {
    expect(BUILT_IN.map(({ id }) => id)).toEqual([
      'linux',
      'wilcox-length',
      'arif-exec-order',
      'gunthorpe-start-pfn',
      'max-order',
      'pighin-thp',
      'stoakes-action',
      'xu-order',
      'xu-pa',
      'mastro',
      'qemu-2026',
      'qemu-9.2',
      'exact-fit',
      'ideal',
    ]);
  });
  it('are rows once, and once more for the settings that are rows of their own', () => {
    const rows = defaultPolicies().map(({ label }) => label);
    expect(rows).toHaveLength(BUILT_IN.length + 2);
    expect(rows).toContain('max-order(greedy=on)');
    expect(rows).toContain('stoakes-action(declare-only=on)');
  });
  it('claim what they are congruent to, and for which kinds', () => {
    const claims = BUILT_IN.map(({ id, claims: of }) =>
      [id, of?.congruentTo, of?.kinds?.join(' ')].join(': '),
    );
    expect(claims).toEqual([
      'linux: : ',
      'wilcox-length: pgoff: file device',
      'arif-exec-order: pgoff: file device',
      'gunthorpe-start-pfn: pfn: device',
      'max-order: pgoff: file device',
      'pighin-thp: pgoff: device',
      'stoakes-action: pfn: device',
      'xu-order: pgoff: device',
      'xu-pa: pfn: device',
      'mastro: pgoff: device',
      'qemu-2026: pgoff: device',
      'qemu-9.2: nothing: device',
      'exact-fit: pfn: device',
      'ideal: : ',
    ]);
  });
  it('have the options of policy-choices, the default first', () => {
    const options = BUILT_IN.flatMap(({ id, options: of = {} }) =>
      Object.entries(of).map(([name, { values }]) => `${id}: ${name}=${values.join('|')}`),
    );
    const pfn = ['cont=on|off', 'hint=aligned|plain', 'legacy=on|off', 'ranges=one|real'];
    expect(options).toEqual(
      [
        ...['anon=off|on', 'calls=each|one', 'cont=on|off', 'hint=aligned|plain', 'hooks=removed|kept'],
        ...['legacy=on|off', 'literal=off|on', 'test=length|block'],
        ...['order=v1|v3', 'scope=hooked|files'],
        ...[...pfn, 'generous=off|on'],
        ...['cont=on|off', 'greedy=off|on', 'hint=aligned|plain', 'hooks=kept|removed', 'legacy=on|off'],
        ...['retry=on|off', 'sizes=leaves|literal', 'test=length|block'],
        'scope=vfio|files',
        ...[...pfn, 'declare-only=off|on', 'pgoff=after|before'],
        ...['order0=padded|plain', 'small=reserve|plain', 'cap=on|off'],
        ...['cont=on|off', 'ranges=one|real', 'window=both|topdown', 'ranges=each|one-va'],
      ].map((option, i) => `${OWNERS[i]}: ${option}`),
    );
  });
  it('need what the information table says', () => {
    expect(
      BUILT_IN.map(({ id, needs, toldBy, bound }) => [id, needs.join(), toldBy, bound ?? false]),
    ).toEqual([
      ['linux', '', 'nobody', false],
      ['wilcox-length', '', 'nobody', false],
      ['arif-exec-order', 'execFolioOrder', 'mm', false],
      ['gunthorpe-start-pfn', 'startPfn', 'driver', false],
      ['max-order', 'maxOrder', 'driver', false],
      ['pighin-thp', '', 'driver', false],
      ['stoakes-action', 'action', 'driver', false],
      ['xu-order', 'maxOrder', 'driver', false],
      ['xu-pa', 'bar', 'driver', false],
      ['mastro', 'region', 'user space', false],
      ['qemu-2026', 'region', 'user space', false],
      ['qemu-9.2', 'region', 'user space', false],
      ['exact-fit', 'pa', 'the lab', false],
      ['ideal', 'pa', 'the lab', true],
    ]);
  });
});

describe('a list of policies', () => {
  it('always begins with linux, and names each once', () => {
    expect(labels('xu-pa, linux ,xu-pa')).toEqual(['linux', 'xu-pa']);
    expect(labels('')).toEqual(['linux']);
    expect(labels(' , ,xu-pa,')).toEqual(['linux', 'xu-pa']);
    expect(labels('all')).toEqual(defaultPolicies().map(({ label }) => label));
  });
  it('holds options in parentheses, commas and blanks and all', () => {
    expect(labels('wilcox-length(test=block,cont=off),xu-pa')).toEqual([
      'linux',
      'wilcox-length(cont=off,test=block)',
      'xu-pa',
    ]);
    expect(labels(' wilcox-length( test = block ,, ) ')).toEqual(['linux', 'wilcox-length(test=block)']);
    expect(labels('wilcox-length(),wilcox-length(cont=on)')).toEqual(['linux', 'wilcox-length']);
    expect(labels('qemu-9.2')).toEqual(['linux', 'qemu-9.2']);
  });
  it('begins with the first definition where none is called linux', () => {
    const mine = definePolicy({ id: 'mine', summary: '', needs: [], source: '' });
    const other = definePolicy({ id: 'other', summary: '', needs: [], source: '' });
    expect(labels('other', [mine, other])).toEqual(['mine', 'other']);
    const linux = BUILT_IN[0]!;
    expect(labels('other', [mine, other, linux])).toEqual(['linux', 'other']);
    expect(parsePolicy('  mine ', [mine]).label).toBe('mine');
  });
  it('is refused with what was wrong and how to mend it', () => {
    expect(refused('xu-po')).toMatchObject({
      name: 'PolicyListError',
      code: 'PL-POLICY-LIST',
      message: "unknown policy 'xu-po'",
      hint: "did you mean 'xu-pa'?",
    });
    expect(() => parsePolicy(' xyz ', [])).toThrow("unknown policy 'xyz'");
    expect(refused(' (x) ').message).toBe("unknown policy '(x)'");
    expect(refused(' xu-pa!').message).toBe("unknown policy 'xu-pa!'");
    expect(refused('xu-pa)').message).toBe("unknown policy 'xu-pa)'");
    expect(refused('!xu-pa').message).toBe("unknown policy '!xu-pa'");
    expect(refused('wilcox-length(tost=block)')).toMatchObject({
      message: "policy 'wilcox-length' has no option 'tost'",
      hint: "did you mean 'test'?",
    });
    expect(refused('xu-pa(a=b)').hint).toBe('it has no options');
    expect(refused('wilcox-length(test)')).toMatchObject({
      message: "option 'test' of 'wilcox-length' cannot be ''",
      hint: 'it takes length or block',
    });
    expect(refused('wilcox-length(test=all)').message).toBe(
      "option 'test' of 'wilcox-length' cannot be 'all'",
    );
  });
});

describe('a chosen policy', () => {
  it('has every option settled, and a label with those that are not default, by name', () => {
    const chosen = parsePolicy('gunthorpe-start-pfn(ranges=real,cont=off,hint=aligned)');
    expect(chosen.label).toBe('gunthorpe-start-pfn(cont=off,ranges=real)');
    expect(chosen.options).toEqual({
      cont: 'off',
      generous: 'off',
      hint: 'aligned',
      legacy: 'on',
      ranges: 'real',
    });
    expect(Object.keys(chosen.options)).toEqual(['cont', 'generous', 'hint', 'legacy', 'ranges']);
    expect(choosePolicy(BUILT_IN[0]!)).toMatchObject({ label: 'linux', options: {}, needs: [] });
  });
  it('needs what its options add, once', () => {
    expect(parsePolicy('gunthorpe-start-pfn(ranges=real)').needs).toEqual(['startPfn', 'ranges']);
    expect(parsePolicy('gunthorpe-start-pfn(cont=off)').needs).toEqual(['startPfn']);
    const twice = definePolicy({
      id: 'twice',
      summary: '',
      source: '',
      needs: ['pa'],
      options: {
        more: { values: ['no', 'yes'], meaning: '', needs: { yes: ['pa', 'bar'], no: ['action'] } },
      },
    });
    expect(choosePolicy(twice).needs).toEqual(['pa']);
    expect(choosePolicy(twice, { more: 'yes' }).needs).toEqual(['pa', 'bar']);
  });
  it('takes more options at a sweep point, and keeps what it had', () => {
    const chosen = parsePolicy('wilcox-length(cont=off)');
    expect(withOptions(chosen, { test: 'block' }).label).toBe('wilcox-length(cont=off,test=block)');
    expect(withOptions(chosen, { cont: 'on' }).label).toBe('wilcox-length');
    expect(withOptions(chosen, undefined)).toBe(chosen);
  });
});

it('who tells a policy is the driver where it needs facts, nobody where it needs none', () => {
  const rest = { summary: '', source: '' };
  expect(definePolicy({ id: 'a', needs: [], ...rest }).toldBy).toBe('nobody');
  expect(definePolicy({ id: 'a', needs: ['pa'], ...rest }).toldBy).toBe('driver');
  expect(definePolicy({ id: 'a', needs: ['pa'], toldBy: 'mm', ...rest }).toldBy).toBe('mm');
});

it('a block fits where one lies whole inside a range', () => {
  expect([blockFits(0, 8, 8), blockFits(1, 14, 8), blockFits(1, 15, 8), blockFits(8, 7, 8)]).toEqual([
    true,
    false,
    true,
    false,
  ]);
  const range = (physBytes: number, lengthBytes: number) => ({ physBytes, lengthBytes });
  expect(blockFitsRanges([range(1, 14), range(16, 8)], 8)).toBe(true);
  expect(blockFitsRanges([range(1, 14), range(15, 8)], 8)).toBe(false);
  expect(blockFitsRanges([], 8)).toBe(false);
});
