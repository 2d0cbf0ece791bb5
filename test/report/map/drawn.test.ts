import { describe, expect, it } from 'vitest';
import { defaultPolicies } from '../../../src/policies/registry.ts';
import { mapOfMoments } from '../../../src/report/map/draw-map.ts';
import { mapSvg } from '../../../src/report/map/svg.ts';
import { MAP_STYLES } from '../../../src/report/map/svg-style.ts';
import { mapText } from '../../../src/report/map/text.ts';
import { markupProblem } from '../markup.ts';
import { QUICK, shippedMap, shippedPlan, snapshotOf } from './shipped-maps.ts';

const WHOLE = '2 GiB BAR, empty process';

describe('every shipped scenario', () => {
  it.each(QUICK)('%s: fits its picture and its terminal', (name) => {
    const map = shippedMap(name);
    for (const style of Object.values(MAP_STYLES)) {
      const svg = mapSvg(map, { style });
      expect(markupProblem(svg)).toBeUndefined();
      expect(svg).toBe(mapSvg(structuredClone(map), { style }));
      const places = [...svg.matchAll(/<rect[^>]*\sx="([-\d.]+)"[^>]*\swidth="([\d.]+)"/g)].slice(1);
      for (const [, x, width] of places) {
        expect(Number(x)).toBeGreaterThanOrEqual(-8);
        expect(Number(x) + Number(width)).toBeLessThanOrEqual(style.width + 8);
      }
    }
    for (const width of [60, 80, 120])
      for (const line of mapText(map, width).flatMap((one) => one.split('\n')))
        expect(line.length).toBeLessThanOrEqual(width);
  });
});

describe('block lines', () => {
  /** One policy's map, with the magnified views only. */
  const views = (policy: string) => {
    const map = shippedMap(WHOLE);
    const svg = mapSvg({ ...map, snapshots: [snapshotOf(map, policy)] });
    return [...svg.matchAll(/<g class="map-blocks[^"]*">.*?<\/g>/g)].map(([text]) => ({
      text,
      va: ticks(text, 'map-va'),
      pa: ticks(text, 'map-pa'),
    }));
  };

  it('are one line where VA and PA agree', () => {
    for (const { va, pa, text } of views('gunthorpe-start-pfn')) {
      expect(va.length).toBeGreaterThanOrEqual(3);
      expect(pa).toEqual([]);
      expect(text).toContain('map-agree');
    }
  });

  it('are apart where they do not, so far that 4K of 2M can be seen', () => {
    const [giga, mega] = views('linux');
    expect(giga!.pa[0]! - giga!.va[0]!).not.toBeCloseTo(0, 1);
    for (const x of mega!.pa) {
      const nearest = Math.min(...mega!.va.map((va) => Math.abs(va - x)));
      expect(nearest).toBeGreaterThanOrEqual(5.9);
    }
  });

  it('agree for 2M only under pighin-thp', () => {
    expect(views('pighin-thp').map(({ pa }) => pa.length > 0)).toEqual([true, false]);
  });
});

function ticks(svg: string, name: string): number[] {
  const paths = [...svg.matchAll(new RegExp(`<path class="${name}" d="([^"]*)"`, 'g'))].map(([, d]) => d!);
  return paths.flatMap((d) => [...d.matchAll(/M([-\d.]+) /g)].map(([, x]) => Number(x)));
}

it('the text shows 4K, 2M and 1G leaves by different letters, and where blocks begin', () => {
  const lines = mapText(shippedMap(WHOLE), 80);
  const strip = (policy: string) => lines[lines.findIndex((line) => line.startsWith(policy)) + 1];
  expect(strip('linux')).toMatch(/^ {3}\.+-+\.+$/);
  expect(strip('pighin-thp')).toMatch(/^ {3}\.+=+\/+\.+$/);
  expect(strip('wilcox-length')).toMatch(/^ {3}\.+@+\/+\.+$/);
  const [va, pa] = ['VA', 'PA'].map((name) => lines.filter((line) => line.startsWith(`${name} `)));
  // The second group is congruent: its rulers have the same marks where the mapping is.
  expect(pa![1]!.slice(2)).toBe(va![1]!.slice(2).replace(/ {2}every 1G$/, ''));
  expect(pa![0]!.slice(2)).not.toBe(va![0]!.slice(2).replace(/ {2}every 1G$/, ''));
});

it('moments of a churn show the same addresses at each', () => {
  const map = mapOfMoments(shippedPlan('hotplug of 64 MiB BARs'), defaultPolicies()[0]!, 5);
  const svg = mapSvg(map);
  expect(svg.match(/after \d+ of \d+ calls/g)).toHaveLength(5);
  expect(svg.length).toBeLessThan(400_000);
});
