import { trusted } from './trusted.ts';

/** Elements that draw, and nothing else. */
const DRAWS = new Set(
  (
    'svg g defs title desc style rect path line polyline polygon circle ellipse text tspan use pattern clipPath ' +
    'linearGradient stop marker symbol'
  ).split(' '),
);

/**
 * Reads a picture for the page. Only elements that draw are taken over, without links, without event handlers and
 * without references to anything outside: a picture can come from a policy that somebody else wrote.
 */
export function pictureFrom(svg: string): SVGElement | undefined {
  const { documentElement: root } = new DOMParser().parseFromString(trusted.createHTML(svg), 'image/svg+xml');
  if (!(root instanceof SVGElement) || root.localName !== 'svg') return undefined;
  sift(root);
  return document.adoptNode(root);
}

function sift(node: Element): void {
  for (const { name, value } of [...node.attributes]) {
    const outside = /^(xlink:)?href$/i.test(name) && !value.startsWith('#');
    if (/^on/i.test(name) || outside) node.removeAttribute(name);
  }
  for (const child of [...node.children]) {
    if (DRAWS.has(child.localName)) sift(child);
    else child.remove();
  }
}
