import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkScenarios } from '../../src/language/check.ts';
import { checkSettings } from '../../src/metrics/check-settings.ts';
import { runScenarios } from '../../src/metrics/run-scenarios.ts';
import { BUILT_IN, parsePolicyList } from '../../src/policies/registry.ts';

const FOLDER = new URL('../../docs/policies/', import.meta.url);
const SETTINGS = checkSettings(BUILT_IN, { points: 100, statements: 10_000, touches: 1_000_000 });
const SECTIONS = [
  'Source',
  'Faithful',
  'Decided here',
  'Options',
  'Worked example',
  'What its author would object to',
];
const BOUNDS = ['ideal', 'exact-fit'];

function blocksOf(page: string): readonly string[] {
  return [...page.matchAll(/```scn\n([\s\S]*?)```/g)].map(([, text]) => `language 1\n${text!}`);
}

/** Runs a block under linux, its own policy and every other that an expectation names. */
function run(block: string, id: string) {
  const { scenarios, diagnostics } = checkScenarios({
    file: `${id}.md`,
    text: block,
    host: { ...SETTINGS, sources: new Map() },
  });
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual(
    [],
  );
  const named = scenarios.flatMap(({ expectations }) => expectations.flatMap(({ policies }) => policies));
  return runScenarios(scenarios, parsePolicyList([id, ...named].join(',')), { text: () => '' });
}

it('there is no dossier without a policy', () => {
  const pages = readdirSync(FOLDER).filter((name) => name !== 'README.md');
  expect(pages.map((name) => name.replace(/\.md$/, '')).sort()).toEqual(BUILT_IN.map(({ id }) => id).sort());
});

describe.each(BUILT_IN.map((policy) => [policy.id, policy] as const))(
  'the dossier of %s',
  (id, { options = {}, source }) => {
    const file = new URL(`${id}.md`, FOLDER);
    const page = existsSync(file) ? readFileSync(file, 'utf8') : '';

    it('has every section, in lines that fit a screen', () => {
      expect(page.startsWith(`# ${id}\n`)).toBe(true);
      const wanted = BOUNDS.includes(id) ? [...SECTIONS, 'What it does not bound'] : SECTIONS;
      const sections = [...page.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
      expect(sections.sort()).toEqual([...wanted].sort());
      expect(page.split('\n').filter((line) => line.length > 80)).toEqual([]);
    });

    it('names its source with a date, and every option with all its values', () => {
      const date = /\d{4}-\d{2}-\d{2}/.exec(source)?.[0];
      if (date) expect(page).toContain(date);
      for (const [name, { values }] of Object.entries(options)) {
        for (const value of values) expect(page, `${name}=${value}`).toContain(`${name}=${value}`);
      }
    });

    const blocks = blocksOf(page);
    it('has blocks that can be run', () => {
      expect(blocks.length).toBeGreaterThanOrEqual(BOUNDS.includes(id) ? 5 : 1);
    });

    it.each(blocks.map((block, index) => [index + 1, block] as const))(
      'block %i has the numbers that it says',
      (_, block) => {
        const { expectations } = run(block, id);
        expect(
          expectations
            .filter(({ holds }) => !holds)
            .map(({ policy, text, got }) => `${policy}: ${text}, got ${got}`),
        ).toEqual([]);
        expect(expectations.some(({ policy }) => policy.replace(/\(.*/, '') === id)).toBe(true);
      },
    );
  },
);
