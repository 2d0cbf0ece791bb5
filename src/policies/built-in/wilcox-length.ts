import { leavesAbovePage, type Machine } from '../../machine/machine.ts';
import { blockFits } from '../leaf-fit.ts';
import { definePolicy, type Mapping, type Options, type Search } from '../policy.ts';

/** Wilcox: mm decides from the length alone; one more search for every leaf size that the length reaches. */
export default definePolicy({
  id: 'wilcox-length',
  summary:
    'mm decides from the length: one more search a leaf size, congruent to pgoff; no driver, no file hooks',
  needs: [],
  toldBy: 'nobody',
  source: 'Matthew Wilcox, linux-kernel, 2026-06-17',
  claims: { congruentTo: 'pgoff', kinds: ['file', 'device'] },
  options: {
    anon: {
      values: ['off', 'on'],
      meaning: 'whether anonymous memory is aligned too, at pgoff 0, for any length',
    },
    calls: {
      values: ['each', 'one'],
      meaning: 'one search for each size that fits, or for the largest only',
    },
    cont: { values: ['on', 'off'], meaning: 'whether contPTE and contPMD sizes are tried' },
    hint: {
      values: ['aligned', 'plain'],
      meaning: 'whether the aligned searches run after an occupied hint',
    },
    hooks: { values: ['removed', 'kept'], meaning: "whether file systems' own get_unmapped_area goes" },
    legacy: { values: ['on', 'off'], meaning: 'whether the legacy layout has the searches too' },
    literal: {
      values: ['off', 'on'],
      meaning: 'on: the generic function only, as the mail says, so x86 is unchanged',
    },
    test: {
      values: ['length', 'block'],
      meaning: 'a size counts if the length reaches it, or if one block fits at the offset',
    },
  },
  create: (machine, options) => ({
    propose: (request) => (untouched(machine, options) ? [] : searches(request, machine, options)),
    hooks: () => (untouched(machine, options) ? 'kept' : options.hooks === 'kept' ? 'wrapping' : 'removed'),
  }),
});

function untouched(machine: Machine, { literal, legacy }: Options): boolean {
  return (
    (literal === 'on' && machine.placement === 'x86') || (legacy === 'off' && machine.layout === 'legacy')
  );
}

function searches(
  request: Mapping,
  machine: Machine,
  { anon, calls, cont, hint, test }: Options,
): readonly Search[] {
  const anonymous = request.kind === 'anon' || request.kind === 'anon-shared';
  if ((anonymous && anon === 'off') || (request.hintBytes > 0 && hint === 'plain')) return [];
  const offsetBytes = anonymous ? 0 : request.offsetBytes;
  const fits = (size: number) =>
    test === 'block' ? blockFits(offsetBytes, request.lengthBytes, size) : request.lengthBytes >= size;
  const sizes = leavesAbovePage(machine, { cont: cont === 'on' }).filter(fits);
  const wanted = calls === 'one' ? sizes.slice(0, 1) : sizes;
  return wanted.map((alignBytes) => ({
    form: 'mask',
    alignBytes,
    offsetBytes,
    reason: 'the length reaches it; congruent to pgoff',
  }));
}
