import { statSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Small bundles first: they are the quick tests, and the first failure ends a mutant's run. */
class SmallestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const size = new Map(files.map(({ moduleId }) => [moduleId, statSync(moduleId).size]));
    return files.toSorted((a, b) => size.get(a.moduleId)! - size.get(b.moduleId)!);
  }
}

/** Runs the bundles of ./bundle.mjs in one thread; every mutant has a thread of its own. */
export default defineConfig({
  test: {
    include: ['test/**/*.mutation.mjs'],
    isolate: false,
    fileParallelism: false,
    sequence: { sequencer: SmallestFirst },
    server: { deps: { external: [/\.mutation\.mjs$/] } },
  },
});
