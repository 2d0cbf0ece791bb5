import { definePolicy } from '../policy.ts';

/** Arithmetic on each mapping alone: VA ≡ PA modulo the largest leaf. It places nothing and bounds bytes under huge leaves. */
export default definePolicy({
  id: 'ideal',
  summary: 'no placement: the leaves of each mapping alone with VA = PA modulo the largest leaf',
  needs: ['pa'],
  toldBy: 'the lab',
  source: "the lab's own bound",
  bound: true,
  options: {
    ranges: {
      values: ['each', 'one-va'],
      meaning: 'every physical range at its own ideal address, or all behind one',
    },
  },
});
