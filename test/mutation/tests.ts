/**
 * The tests that the mutants of a folder face: the quick ones, which cost them a second together. Recordings, dossiers
 * and scenarios would kill more, in hours.
 */
export const TESTS: Readonly<Record<string, readonly string[]>> = {
  mm: ['test/mm/*.test.ts'],
  policies: [
    'test/policies/*.test.ts',
    '!test/policies/{adding-a-policy,bounds,dossiers,independent-model}.test.ts',
  ],
  metrics: ['test/metrics/**/*.test.ts', '!test/metrics/**/{fragmentation-over-time,bootstrap}.test.ts'],
};

/** The test files of a folder; none for other names. */
export function testsOf(folder = ''): readonly string[] {
  return TESTS[folder] ?? [];
}
