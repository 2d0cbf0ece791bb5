import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readClaims } from '../../../src/lab/claims/read-claims.ts';
import { LabError } from '../../../src/lab/lab-error.ts';
import { runCli } from '../../cli/run-cli.ts';
import { ROOT, SHIPPED } from '../../scenarios/shipped.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const SCENARIO = `language 1
device gpu { driver vfio-pci  bar 2 { phys 0x2000_0000_0000 size 2G } }
scenario "a BAR" { bar2 = mmap gpu.bar2 }
`;
const claim = (more: string) => `claims:
  - id: one
    says: words
    in: README.md
    scenarios: [a BAR]
    policies: [linux]
    metric: faults
    ${more}
`;

describe('the shipped claims', () => {
  const shipped = readClaims(readFileSync(path.join(ROOT, 'results/claims.yaml'), 'utf8'), 'claims.yaml');
  const flat = (text: string) => text.replace(/[\s`*|]+/g, ' ');

  it.each(shipped.map((each) => [each.id, each] as const))('%s: are words of their document', (_, each) => {
    const document = readFileSync(path.join(ROOT, each.in), 'utf8');
    expect(flat(document)).toContain(flat(each.says));
  });

  it('name scenarios that exist', () => {
    const names = SHIPPED.scenarios.map(({ name }) => name);
    expect(
      shipped.flatMap(({ scenarios }) => scenarios ?? []).filter((name) => !names.includes(name)),
    ).toEqual([]);
  });
});

describe('a mistake in claims.yaml', () => {
  const refused = (text: string) => {
    try {
      readClaims(text, 'c.yaml');
    } catch (error) {
      if (error instanceof LabError) return `${error.message}; ${error.hint}`;
    }
    return 'was not refused';
  };

  it.each([
    ['claims: [', /^c\.yaml:1:10: Flow sequence/],
    ['other: 1', /^c\.yaml:1:1: there is no list 'claims'; begin with/],
    ['claims:\n  - word', /^c\.yaml:2:5: a claim is a list of keys/],
    [claim('iss: 2'), /^c\.yaml:8:5: unknown key 'iss'; .*\bis\b/],
    [claim('is: 2').replace('faults', 'fault'), /^c\.yaml:7:13: unknown metric 'fault'; .*faults/],
    [claim('at_least: many'), /^c\.yaml:8:15: 'at_least' is no number/],
    [claim('direction: up\n    than: linux'), /^c\.yaml:8:16: unknown direction 'up'/],
    [claim('direction: lower'), /^c\.yaml:2:5: a claim lacks 'than'/],
    [claim('tolerance: 1'), /^c\.yaml:2:5: a claim says nothing; give it one of is, at_least/],
    [claim('is: 2\n    at_most: 3'), /both is and at_most/],
    [claim('is: 2').replace('[a BAR]', 'a BAR'), /^c\.yaml:5:16: 'scenarios' is no list/],
    [claim('is: 2') + claim('is: 3').replace('claims:\n', ''), /^c\.yaml:9:5: the id 'one' is used twice/],
  ])('%j has place, reason and mend', (text, message) => {
    expect(refused(text)).toMatch(message);
  });
});

describe('policy-lab reproduce', () => {
  const reproduce = (text: string, ...args: string[]) =>
    runCli(temporaryFolder({ 'a.scn': SCENARIO, 'results/claims.yaml': text }), [
      ...['reproduce', ...args, '--files', 'a.scn'],
    ]);

  it.each([
    ['is: 524288'],
    ['is: 524290\n    tolerance: 2'],
    ['at_least: 524288'],
    ['at_most: 524288'],
    ['direction: higher\n    than: gunthorpe-start-pfn'],
  ])('passes what holds: %s', async (test) => {
    const { code, out } = await reproduce(claim(test));
    expect(out).toMatch(/^PASS {2}one {2}\(\d+\.\d s, \S+, \d cells\)\n1 of 1 claims hold; /);
    expect(code).toBe(0);
  });

  it.each([
    ['is: 2', 'expected 2, got 524288'],
    ['is: 524290\n    tolerance: 1', 'expected 524290 ± 1, got 524288'],
    ['at_least: 524289', 'expected at least 524289, got 524288'],
    ['at_most: 524287', 'expected at most 524287, got 524288'],
    [
      'direction: lower\n    than: gunthorpe-start-pfn',
      'expected lower than gunthorpe-start-pfn, 2, got 524288',
    ],
    ['points: [x=1]\n    is: 2', 'the run has no such figure'],
  ])('fails what does not, with the words and the figures: %s', async (test, found) => {
    const { code, out } = await reproduce(claim(test));
    expect(out).toContain('FAIL  one');
    expect(out).toContain('README.md says: words');
    expect(out.replace(/\s+/g, ' ')).toContain(found);
    expect(code).toBe(1);
  });

  it('runs only what is asked for, and knows no other', async () => {
    const { code, err } = await reproduce(claim('is: 2'), 'two');
    expect(code).toBe(2);
    expect(err).toContain("unknown claim 'two'");
    expect((await reproduce(claim('is: 2'), '--list')).out).toBe('one: words (README.md)\n');
  });

  it('compares the files of a full run by their hashes', async () => {
    const cwd = temporaryFolder({ 'scenarios/a.scn': SCENARIO });
    await runCli(cwd, ['run', '--quiet']);
    const text = 'claims:\n  - { id: bytes, says: w, in: README.md, outputs: manifest.json }\n';
    const folder = path.join(cwd, 'results');
    writeFileSync(path.join(folder, 'claims.yaml'), text);
    expect((await runCli(cwd, ['reproduce'])).code).toBe(0);
    // A later run keeps the claims.
    await runCli(cwd, ['run', '--quiet', '--policy', 'linux,mastro']);
    expect(readFileSync(path.join(folder, 'claims.yaml'), 'utf8')).toBe(text);
    const { code, out } = await runCli(cwd, ['reproduce']);
    expect(code).toBe(1);
    expect(out).toContain('coverage.csv: expected SHA-256');
  });
});
