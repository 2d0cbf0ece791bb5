import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { drawFigures } from '../../../src/lab/draw-figures.ts';
import { type ReadResults, readResults } from '../../../src/lab/read-results.ts';
import { figuresOfResults } from '../../../src/report/figures/all-figures.ts';
import { type Figure, familiesOf } from '../../../src/report/figures/figure.ts';
import { leafBytesOf } from '../../../src/report/figures/leaf-bytes.ts';
import { PRESETS } from '../../../src/report/figures/preset.ts';
import { runs } from '../../../src/report/figures/trade-off.ts';
import { ROOT } from '../../scenarios/shipped.ts';
import { markupProblem } from '../markup.ts';

let results: ReadResults;
let figures: readonly Figure[];

beforeAll(() => {
  results = readResults(path.join(ROOT, 'results'), 'results');
  figures = figuresOfResults(results, PRESETS['two-columns']);
});

describe('the figures of the shipped results', () => {
  it('have a page of coverage and of faults for every family that fits one', () => {
    const names = figures.map(({ name }) => name);
    for (const { name, scenarios } of familiesOf(results))
      expect(names.includes(`coverage-${name}`), name).toBe(scenarios.length <= 12);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('gaps-churn');
    expect(names).toContain('sweep-gaps-occupancy-of-a-window');
    expect(names).toContain('trade-off-thread');
  });

  it('show the bound in every plot that has one', () => {
    for (const { name, spec, caption } of figures) {
      expect(caption, name).toContain('ideal');
      const text = JSON.stringify(spec);
      if (/^(coverage|faults)-/.test(name)) expect(text, name).toContain('"policy":"ideal"');
      if (/^(sweep|trade-off)-/.test(name)) expect(text, name).toContain('"type":"rule"');
    }
  });

  it('say units on their axes', () => {
    const titles = JSON.stringify(figures.map(({ spec }) => spec)).match(
      /"title":"[^"]*\((?:ratio|bytes)\)"|"title":"faults"/g,
    );
    expect(new Set(titles)).toContain('"title":"share of ideal (ratio)"');
    expect(new Set(titles)).toContain('"title":"faults"');
  });

  it('are drawn twice to the same bytes, in any order, as sound markup', async () => {
    const some = figures.filter(({ name }) => /thread|gaps-churn|occupancy/.test(name));
    const first = await drawFigures(some);
    const again = await drawFigures([...some].reverse());
    expect([...again].reverse()).toEqual(first);
    for (const svg of first) expect(markupProblem(svg)).toBeUndefined();
  });
});

describe('leaves by size', () => {
  it('add up to the bytes mapped in every row of the shipped results', () => {
    const odd = results.coverage.filter(
      (row) => leafBytesOf(row) === undefined && Number(row.bytes_mapped) > 0 && row.status !== 'failed',
    );
    // Revoked: mapped, with no leaves.
    expect(new Set(odd.map(({ scenario }) => scenario))).toEqual(new Set(['revoked, and restored']));
  });

  it('know 64K pages from 4K pages by the sum', () => {
    const row = { leaves_pte: 1, leaves_contpte: 0, leaves_pmd: 1, leaves_contpmd: 0, leaves_pud: 0 };
    const at = (bytes: number) => leafBytesOf({ ...row, bytes_mapped: bytes })?.pmd;
    expect(at(4096 + 2 ** 21)).toBe(2 ** 21);
    expect(at(65536 + 2 ** 29)).toBe(2 ** 29);
    expect(at(12345)).toBeUndefined();
  });
});

it('letters at one place are written as runs', () => {
  expect(runs('abcdg')).toBe('a-d,g');
  expect(runs('ab')).toBe('ab');
  expect(runs('bdfijk')).toBe('b,d,f,i-k');
});
