import { leavesAbovePage, type Machine } from '../../machine/machine.ts';
import { blockFits } from '../leaf-fit.ts';
import { alignsHere } from '../pfn-searches.ts';
import { definePolicy, type Options, type PolicyRequest, type Search } from '../policy.ts';

/** The max-order callback: the file names the largest order it will ever map, assumed aligned in pgoff. */
export default definePolicy({
  id: 'max-order',
  summary: 'a callback names the largest order; congruent to pgoff, that size first, smaller ones after',
  needs: ['maxOrder'],
  toldBy: 'driver',
  source: 'discussed by Jason Gunthorpe and Lorenzo Stoakes, linux-kernel, 2026-06-17 and 2026-06-18',
  claims: { congruentTo: 'pgoff', kinds: ['file', 'device'] },
  options: {
    cont: { values: ['on', 'off'], meaning: 'whether contPTE and contPMD sizes are tried' },
    greedy: { values: ['off', 'on'], meaning: 'every device driver answers the largest leaf' },
    hint: {
      values: ['aligned', 'plain'],
      meaning: 'whether the aligned searches run after an occupied hint',
    },
    hooks: {
      values: ['kept', 'removed'],
      meaning: 'whether files keep their hook, or go by their folio order',
    },
    legacy: { values: ['on', 'off'], meaning: 'whether the legacy layout has the searches too' },
    retry: { values: ['on', 'off'], meaning: 'whether smaller sizes are tried after the first' },
    sizes: { values: ['leaves', 'literal'], meaning: 'leaf sizes only, or any power of two up to the order' },
    test: {
      values: ['length', 'block'],
      meaning: 'a size counts if the length reaches it, or if one block fits at the offset',
    },
  },
  alsoRuns: [{ greedy: 'on' }],
  create: (machine, options) => ({
    propose: (request) => searches(request, machine, options),
    hooks: () => (options.hooks === 'removed' ? 'removed' : 'kept'),
  }),
});

function searches(request: PolicyRequest<'maxOrder'>, machine: Machine, options: Options): readonly Search[] {
  const { kind, hook, offsetBytes, lengthBytes } = request;
  if (kind !== 'device' && kind !== 'file') return [];
  if (hook !== 'none' && options.hooks === 'kept') return [];
  if (!alignsHere(request, machine, options)) return [];
  const limit = sizeLimit(request, machine, options);
  const fits = (size: number) =>
    size <= limit &&
    (options.test === 'block' ? blockFits(offsetBytes, lengthBytes, size) : lengthBytes >= size);
  const sizes = candidates(limit, machine, options).filter(fits);
  const tried = options.retry === 'off' ? sizes.slice(0, 1) : sizes;
  return tried.map((alignBytes) => ({
    form: 'mask',
    alignBytes,
    offsetBytes,
    reason: 'up to the order; congruent to pgoff',
  }));
}

/** Bytes of the largest block that the file speaks of; 0 where it says nothing. */
function sizeLimit(request: PolicyRequest<'maxOrder'>, machine: Machine, { greedy }: Options): number {
  if (greedy === 'on' && request.kind === 'device') return leavesAbovePage(machine)[0] ?? 0;
  return request.maxOrder === undefined ? 0 : machine.pageBytes * 2 ** request.maxOrder;
}

function candidates(limit: number, machine: Machine, { cont, sizes }: Options): readonly number[] {
  if (sizes === 'leaves') return leavesAbovePage(machine, { cont: cont === 'on' });
  const powers: number[] = [];
  for (let size = limit; size > machine.pageBytes; size /= 2) powers.push(size);
  return powers;
}
