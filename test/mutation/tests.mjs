/** The tests that the mutants of a folder face: the quick ones. What takes seconds would take hours here. */
export const TESTS = {
  mm: ['test/mm/*.test.ts', 'test/replay/recordings.test.ts'],
  policies: [
    'test/policies/*.test.ts',
    '!test/policies/adding-a-policy.test.ts',
    '!test/policies/bounds.test.ts',
    'test/replay/recordings.test.ts',
    'test/scenarios/golden.test.ts',
  ],
  metrics: [
    'test/metrics/**/*.test.ts',
    '!test/metrics/fragmentation-over-time.test.ts',
    'test/scenarios/golden.test.ts',
    'test/report/totals.test.ts',
  ],
};
