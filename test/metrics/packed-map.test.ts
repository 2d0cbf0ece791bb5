import { expect, it } from 'vitest';
import { packedMap } from '../../src/machine/packed-map.ts';

it('changes every item, in order, into a list of its own', () => {
  const list = [3, 1, 2];
  const changed = packedMap(list, (item) => `${item}`);
  expect(changed).toEqual(['3', '1', '2']);
  expect(list).toEqual([3, 1, 2]);
  expect(packedMap([], () => 1)).toEqual([]);
});
