import { visible } from '../language/render/visible.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that XML and HTML show as it is, in elements and in quoted attributes. Invisible characters are shown escaped. */
export function xmlEscape(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

/** Attributes of an element; undefined ones are left out, numbers have at most two decimals. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element. `children` are markup already; text goes through {@link xmlEscape} first. */
export function element(name: string, attributes: Attributes, children: readonly string[] = []): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? coordinate(value) : xmlEscape(value!)}"`)
    .join('');
  return children.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${children.join('')}</${name}>`;
}

/** A length in a picture: two decimals, so that every platform writes the same. */
export function coordinate(value: number): string {
  const text = value.toFixed(2).replace(/\.?0+$/, '');
  return text === '-0' ? '0' : text;
}
