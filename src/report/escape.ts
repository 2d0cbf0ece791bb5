/**
 * Characters that a reader does not see but that change what he sees: controls, zero-width ones, and those that turn
 * the direction of text (Unicode UAX 9: a name with U+202E reads backwards).
 */
const INVISIBLE = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]|[\ufe00-\ufe0f]/gu;

/** The same text with what cannot be seen written as `\\u{202E}`. */
export function visible(text: string): string {
  return text.replace(
    INVISIBLE,
    (character) => `\\u{${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}}`,
  );
}

/** Text that Markdown shows as it is, inside a table too. */
export function markdownEscape(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|#]/g, (character) => `\\${character}`);
}

const LATEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '"': '\\textquotedbl{}',
};

/** Text that LaTeX sets as it is. */
export function latexEscape(text: string): string {
  return text.replace(/[\\~^<>"#$%&_{}]/g, (character) => LATEX[character] ?? `\\${character}`);
}
