/**
 * Characters that a reader does not see but that change what he sees: controls, zero-width ones, and those that turn
 * the direction of text (Unicode UAX 9: a name with U+202E reads backwards).
 */
const INVISIBLE = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]|[\ufe00-\ufe0f]/gu;

/** The same text with what cannot be seen written as `\\u{202E}`; line feeds and tabs stay. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, numbered);
}

/** The same for text that must stay on one line: line feeds and tabs are written too. */
export function visibleLine(text: string): string {
  return visible(text).replace(/[\n\t]/g, numbered);
}

function numbered(character: string): string {
  return `\\u{${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}}`;
}
