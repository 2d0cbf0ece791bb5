import { expect, it } from 'vitest';
import { reportPage } from '../../../src/report/html/page.ts';
import { mapSvg } from '../../../src/report/map/svg.ts';
import { shippedMap } from '../map/shipped-maps.ts';
import { markupProblem } from '../markup.ts';
import { HOSTILE, INVISIBLE } from './hostile.ts';

const map = shippedMap('2 GiB BAR, empty process');

it.each(HOSTILE)('%s does nothing in the SVG of a map', (scenario) => {
  const svg = mapSvg({ ...map, scenario });
  expect(markupProblem(svg)).toBeUndefined();
  expect(svg).not.toMatch(/<(script|img|b|style)\b/);
});

it.each(INVISIBLE)('%j is shown as its number, never as itself', (character) => {
  const svg = mapSvg({ ...map, scenario: `a${character}b` });
  expect(svg).not.toContain(character);
  expect(svg).toContain(`a\\u{${character.codePointAt(0)!.toString(16).toUpperCase()}}b`);
});

it('nothing hostile gets into the elements of a report', () => {
  const row = (scenario: string) => ({ scenario, point: '', seed: null, policy: scenario, status: 'placed' });
  const rows = HOSTILE.map(row);
  const html = reportPage(
    {
      results: {
        scenarios: HOSTILE.map((name) => ({ name, file: name, points: [''], seeds: [] })),
        policies: HOSTILE,
        placements: [],
        coverage: rows,
        fragmentation: rows,
        statistics: [],
      },
      tool: HOSTILE[0]!,
      settled: [],
      needs: new Map(),
      inputs: [],
      outputs: [],
      figures: [],
      replayed: new Map(),
      notes: HOSTILE,
      tables: new Map(),
    },
    () => 'hash',
  );
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html.match(/<\/style>/g)).toHaveLength(1);
  expect(html).not.toMatch(/<img|<b>|<[^>"]* on[a-z]+=/);
});
