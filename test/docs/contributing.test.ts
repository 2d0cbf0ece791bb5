import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, ROOT), 'utf8');
const SCRIPTS: Readonly<Record<string, string>> = JSON.parse(read('package.json')).scripts;

/** Paths that a run writes and git ignores. */
const WRITTEN = read('.gitignore')
  .split('\n')
  .map((line) => line.replace(/\/$/, ''));

/** A path as prose and commands write it; words in capitals stand for a name of the reader's own. */
const PATH =
  /(?<![\w/.-])(?:\.ci|docs|editors|grammar|library|native|results|scenarios|src|test)\/[\w./-]*\w/g;

describe.each(['CONTRIBUTING.md', 'docs/adding-a-policy.md', 'CHANGELOG.md', '.github/workflows/ci.yml'])(
  '%s',
  (page) => {
    const text = read(page);

    it('names files that are there', () => {
      const named = [...new Set(text.match(PATH) ?? [])].filter(
        (path) => !/\bID\b/.test(path) && !WRITTEN.includes(path),
      );
      expect(named.filter((path) => !existsSync(new URL(path, ROOT)))).toEqual([]);
    });

    it('names scripts that are there', () => {
      const named = [...text.matchAll(/npm\s+run\s+([\w:]+)/g)].map(([, name]) => name!);
      expect(named.filter((name) => !Object.hasOwn(SCRIPTS, name))).toEqual([]);
    });
  },
);

it('finds paths at all', () => {
  expect(read('CONTRIBUTING.md').match(PATH)?.length).toBeGreaterThan(40);
  expect('see `src/no/such.ts`.'.match(PATH)).toEqual(['src/no/such.ts']);
});

it('says the road as the test of it does', () => {
  const [, road = ''] = /The road through the program is ([\s\S]*?);/.exec(read('CONTRIBUTING.md')) ?? [];
  const [, list = ''] = /const ROAD = \[([\s\S]*?)\];/.exec(read('test/architecture/road.test.ts')) ?? [];
  const names = (found: string, quote: string) => found.split(quote).filter((_, index) => index % 2 === 1);
  expect(names(road, '`')).toEqual(names(list, "'"));
});

it('says how many policies there are', () => {
  const policies = read('src/policies/index.generated.ts').match(/^import \w+ from/gm) ?? [];
  expect(read('CHANGELOG.md')).toContain(`- ${policies.length} policies:`);
});
