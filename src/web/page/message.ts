import { part } from './element.ts';

/** Says something to the reader, below the title; empty takes it away. */
export function say(text: string, kind: 'fine' | 'trouble' = 'fine'): void {
  const place = part('message');
  place.textContent = text;
  place.className = kind;
}
