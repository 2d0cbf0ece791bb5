import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Tests that take more than some milliseconds: properties, recordings, whole scenarios. */
const SLOW =
  /recordings|address-space|gap-index|unmapped-area|model|golden\.|dossiers|brute|touches|running|explaining|reference|compare/;

/** Quick tests first: the first failure ends a mutant's run. */
class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => Number(SLOW.test(a.moduleId)) - Number(SLOW.test(b.moduleId)));
  }
}

/** Runs the bundles of ./bundle.mjs in one thread; every mutant has a thread of its own. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.mutation.mjs'],
    isolate: false,
    testTimeout: 60_000,
    fileParallelism: false,
    sequence: { sequencer: QuickFirst },
    server: { deps: { external: [/\.mutation\.mjs$/] } },
  },
});
