import type { Figure } from '../report/figures/figure.ts';
import { CHARACTER } from '../report/figures/preset.ts';
import { coordinate } from '../report/xml.ts';

/** What vega lets others replace, and its types leave out. */
interface Measuring {
  readonly textMetrics: {
    width: (item: { readonly text?: unknown; readonly fontSize?: number }, text?: unknown) => number;
  };
}

/**
 * Draws figures as SVG, without a browser. The same figures give the same bytes. The drawing library is large and is
 * loaded here, not before.
 */
export async function drawFigures(figures: readonly Figure[]): Promise<readonly string[]> {
  const [{ compile }, vega] = await Promise.all([import('vega-lite'), import('vega')]);
  // There is no canvas to measure text: without this, every label takes a third more room than it needs.
  (vega as unknown as Measuring).textMetrics.width = (item, text) =>
    String(text ?? item.text ?? '').length * (item.fontSize ?? 11) * CHARACTER;
  const drawn: string[] = [];
  for (const { spec } of figures) {
    vega.resetSVGDefIds();
    const { spec: compiled } = compile(spec as unknown as Parameters<typeof compile>[0]);
    const view = new vega.View(vega.parse(compiled), { renderer: 'none' });
    drawn.push(compact(await view.toSVG()));
    view.finalize();
  }
  return drawn;
}

/** What every element repeats though it is the default, or says to nobody: half of a figure's bytes. */
const IDLE =
  / (?:opacity="1"|stroke-width="1"|pointer-events="none"|aria-[a-z]+="[^"]*"|role="[^"]*"|class="[^"]*"|text-anchor="start"|transform="translate\(0,0\)")/g;

/** Labels that gave way to their neighbours. */
const HIDDEN = /<text [^>]*opacity="0"[^>]*>[^<]*<\/text>/g;

/** A hundredth of a pixel cannot be seen. */
const LONG_DECIMALS = /-?\d+\.\d{3,}(?:e[+-]?\d+)?/g;

/** The same picture in fewer bytes; font and common size are said once. Only tags are touched, and text that is hidden. */
function compact(svg: string): string {
  const shared = ['font-family', 'font-size'].flatMap((name) => mostCommon(svg, name) ?? []);
  const tags = svg.replace(HIDDEN, '').replace(/<[^>]*>/g, (tag) => {
    if (/ display="none"/.test(tag) || /^<path [^>]*d="M0,0h0v0h0Z"/.test(tag)) return '';
    return shared.reduce(
      (rest, each) => rest.replace(` ${each}`, ''),
      tag.replace(LONG_DECIMALS, (number) => coordinate(Number(number))).replace(IDLE, ''),
    );
  });
  return `${withoutIdleGroups(tags).replace('<svg ', `<svg ${shared.join(' ')} `)}\n`;
}

/** Without the groups that say nothing of what is in them. */
function withoutIdleGroups(svg: string): string {
  const said: boolean[] = [];
  return svg.replace(/<g(?: [^>]*)?>|<\/g>/g, (tag) => {
    if (tag.endsWith('/>')) return tag;
    if (tag !== '</g>') said.push(tag !== '<g>');
    const kept = tag === '</g>' ? said.pop() : tag !== '<g>';
    return kept ? tag : '';
  });
}

/** The attribute with the value that it mostly has. */
function mostCommon(svg: string, name: string): string | undefined {
  const counts = new Map<string, number>();
  for (const [found] of svg.matchAll(new RegExp(`${name}="[^"<>]*"`, 'g'))) {
    counts.set(found, (counts.get(found) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}
