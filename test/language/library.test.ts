import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatText } from '../../src/language/format/format-text.ts';
import { LIBRARIES, LIBRARY_SOURCES, libraryPath } from '../../src/language/library.ts';
import { check } from './harness.ts';

const FOLDER = new URL('../../library/', import.meta.url);
const FILES = ['devices', 'machines'].flatMap((topic) =>
  readdirSync(new URL(topic, FOLDER)).map((name) => `${topic}/${name.replace('.scn', '')}`),
);
const PAGE = readFileSync(new URL('../../docs/language.md', import.meta.url), 'utf8');

const using = (...names: string[]) =>
  check(`language 1\n${names.map((name) => `use ${name}\n`).join('')}scenario "s" { mmap anon of 4K }\n`, {
    sources: LIBRARY_SOURCES,
  });

it('is what the files of library/ hold', () => {
  expect([...LIBRARIES].sort()).toEqual([...FILES].sort());
});

describe.each(LIBRARIES)('%s', (name) => {
  const text = readFileSync(new URL(`${name}.scn`, FOLDER), 'utf8');

  it('is generated from its file, which is formatted and says where it comes from', () => {
    expect(LIBRARY_SOURCES.get(libraryPath(name))).toBe(text);
    expect(formatText(name, text)).toEqual({ text });
    expect(text).toMatch(/^(?:# .*\n)+\nlanguage 1\n\n/);
  });

  it('checks without a remark, and gives something of its own name', () => {
    expect(using(name).diagnostics).toEqual([]);
    expect(text).toMatch(new RegExp(`^(machine|device) ${name.split('/')[1]} `, 'm'));
  });

  it('stands in the language reference, with all that it brings', () => {
    const given = [...text.matchAll(/^(?:machine|device|file) ([\w-]+)/gm)].map(([, one]) => `\`${one}\``);
    expect(PAGE).toContain(`| \`${name}\` | ${given.join(', ')} |`);
  });
});

it('can be used whole: no name and no physical address is given twice', () => {
  expect(using(...LIBRARIES).diagnostics).toEqual([]);
});

it('asks the host for the text', () => {
  const { needs } = check('language 1\nuse machines/grace\nscenario "s" on grace { mmap anon of 4K }\n');
  expect(needs).toEqual(['library:machines/grace.scn']);
});

it('is formatted without blanks in the name', () => {
  expect(formatText('x', 'language 1 use   machines / grace')).toEqual({
    text: 'language 1\nuse machines/grace\n',
  });
});
