import { xmlEscape } from '../xml.ts';

/** Text of an HTML element. Whatever comes from a scenario goes through here. */
export function text(value: string): string {
  return xmlEscape(value);
}

/** An HTML element with attributes; `children` are markup already. */
export function tag(
  name: string,
  attributes: Readonly<Record<string, string | true | undefined>>,
  ...children: readonly string[]
): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => (value === true ? ` ${key}` : ` ${key}="${xmlEscape(String(value))}"`))
    .join('');
  return `<${name}${written}>${children.join('')}</${name}>`;
}

/** A part that opens and closes. */
export function details(summary: string, body: string, open = false, name?: string): string {
  return tag('details', { open: open || undefined, class: name }, tag('summary', {}, text(summary)), body);
}

/** An SVG inside a page: its ids get a prefix of their own, so that no two pictures share one. */
export function inlineSvg(svg: string, prefix: string): string {
  return svg.replace(/<[^>]*>/g, (part) =>
    part
      .replace(/ id="([^"]*)"/g, ` id="${prefix}$1"`)
      .replace(/url\(#([^)]*)\)/g, `url(#${prefix}$1)`)
      .replace(/(xlink:)?href="#([^"]*)"/g, `$1href="#${prefix}$2"`)
      .replace(/ style="[^"]*"/g, ''),
  );
}
