import type { Figure } from '../report/figures/figure.ts';
import { CHARACTER } from '../report/figures/preset.ts';

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
  / (?:opacity="1"|stroke-width="1"|pointer-events="none"|aria-[a-z]+="[^"]*"|role="[^"]*"|font-family="[^"]*"|class="[^"]*"|transform="translate\(0,0\)"|style="[^"]*cursor[^"]*")/g;

/** The same picture in fewer bytes; the font is said once. Only tags are touched, never text. */
function compact(svg: string): string {
  const font = /font-family="[^"]*"/.exec(svg)?.[0] ?? '';
  const tags = svg.replace(/<[^>]*>/g, (tag) => {
    if (/ display="none"/.test(tag) || /^<path [^>]*d="M0,0h0v0h0Z"/.test(tag)) return '';
    return tag.replace(IDLE, '');
  });
  return `${tags.replace('<svg ', `<svg ${font} `)}\n`;
}
