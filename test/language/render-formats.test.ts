import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../src/language/catalogue.ts';
import { checkScenarios, type Host } from '../../src/language/check.ts';
import { githubAnnotation } from '../../src/language/render/github.ts';
import { diagnosticObjects, type Finding } from '../../src/language/render/json.ts';
import { sarifLog } from '../../src/language/render/sarif.ts';
import { sourceTexts } from '../../src/language/source-texts.ts';
import { ALL_CASES } from './cases/all.ts';
import { input, marked } from './harness.ts';

const UNREADABLE: Finding = {
  severity: 'error',
  message: 'no such file',
  hint: 'name a file that can be read',
  file: 'a folder/50%,x:y.scn',
};

function findings(text: string, host: Partial<Host> = {}): Finding[] {
  const checked = input(text, host);
  return diagnosticObjects(checkScenarios(checked).diagnostics, sourceTexts(checked));
}

const ALL: readonly Finding[] = [
  UNREADABLE,
  ...ALL_CASES.flatMap(({ source, host }) => findings(marked(source).text, host)),
];

/** Properties that the schema of SARIF 2.1.0 or GitHub's code scanning requires, by where the object stands in this log. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  '': ['version', 'runs'],
  'runs.*': ['tool'],
  'runs.*.tool': ['driver'],
  'runs.*.tool.driver': ['name', 'semanticVersion'],
  'runs.*.tool.driver.rules.*': ['id', 'shortDescription', 'fullDescription', 'help'],
  'runs.*.results.*': ['ruleId', 'message'],
  'runs.*.results.*.fixes.*': ['artifactChanges'],
  'runs.*.results.*.fixes.*.artifactChanges.*': ['artifactLocation', 'replacements'],
  'runs.*.results.*.fixes.*.artifactChanges.*.replacements.*': ['deletedRegion'],
};

/** Every object of a value with its place, list indices as `*`. */
function* objects(value: unknown, place = ''): Generator<[string, Record<string, unknown>]> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield [place, value as Record<string, unknown>];
  for (const [name, inner] of Object.entries(value))
    yield* objects(inner, [place, Array.isArray(value) ? '*' : name].filter(Boolean).join('.'));
}

describe('SARIF', () => {
  const log = JSON.parse(JSON.stringify(sarifLog(ALL, '1.2.3')));
  const [run] = log.runs;

  it('has what the schema requires, everywhere', () => {
    const seen = new Set<string>();
    for (const [place, object] of objects(log)) {
      seen.add(place);
      for (const name of REQUIRED[place] ?? []) expect(Object.keys(object)).toContain(name);
      if (/(?:message|description|help)$/i.test(place)) expect(object.text).toBeTypeOf('string');
    }
    expect(Object.keys(REQUIRED).filter((place) => !seen.has(place))).toEqual([]);
  });

  it('has rules and levels of the standard, and each result its rule', () => {
    expect(log.version).toBe('2.1.0');
    expect(run.tool.driver.rules).toHaveLength(Object.keys(CATALOGUE).length + 1);
    for (const { ruleId, ruleIndex, level } of run.results) {
      expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId);
      expect(['error', 'warning', 'note']).toContain(level);
    }
  });

  it('counts lines and columns from 1, ends behind beginnings', () => {
    for (const [place, { startLine, startColumn, endLine, endColumn }] of objects(log)) {
      if (!/egion$/.test(place)) continue;
      const [from, to] = [
        [startLine, startColumn],
        [endLine, endColumn],
      ] as [number[], number[]];
      expect(Math.min(...from, ...to)).toBeGreaterThanOrEqual(1);
      expect(to[0]! > from[0]! || (to[0] === from[0] && to[1]! >= from[1]!)).toBe(true);
    }
  });

  it('writes paths as URIs, and mends with how sure they are', () => {
    expect(run.results[0].locations[0].physicalLocation.artifactLocation.uri).toBe(
      'a%20folder/50%25%2Cx%3Ay.scn',
    );
    const one = JSON.parse(
      JSON.stringify(sarifLog(findings('language 1\nscenario "s" { mmpa anon of 2M }'), '1.2.3')),
    );
    expect(one.runs[0].results[0].fixes).toEqual([
      {
        description: { text: "write 'mmap' (safe)" },
        artifactChanges: [
          {
            artifactLocation: { uri: 'lab/test.scn' },
            replacements: [
              {
                deletedRegion: { startLine: 2, startColumn: 16, endLine: 2, endColumn: 20 },
                insertedContent: { text: 'mmap' },
              },
            ],
          },
        ],
      },
    ]);
  });
});

describe('annotations of GitHub', () => {
  it('name file, line, column and code, in one line', () => {
    const [one] = findings('language 1\nscenario "s" { mmpa anon of 2M }');
    expect(githubAnnotation(one!)).toBe(
      "::error file=lab/test.scn,line=2,col=16,title=PL1010::unknown statement 'mmpa'%0Adid you mean 'mmap'?\n",
    );
  });

  it('escape percent signs and line ends everywhere, colons and commas in properties only', () => {
    expect(githubAnnotation({ ...UNREADABLE, message: '100%: a,\r\nb' })).toBe(
      '::error file=a folder/50%25%2Cx%3Ay.scn::100%25: a,%0D%0Ab%0Aname a file that can be read\n',
    );
  });

  it('are one line each, of three kinds', () => {
    const lines = ALL.map(githubAnnotation);
    for (const line of lines) expect(line).toMatch(/^::(?:error|warning|notice) file=[^\n\r]*::[^\n\r]*\n$/);
    expect(new Set(lines.map((line) => line.split(' ')[0]))).toEqual(
      new Set(['::error', '::warning', '::notice']),
    );
  });
});
