import { visibleLine } from '../language/render/visible.ts';

/** Text that Markdown shows as it is, inside a table too; on one line, invisible characters written. */
export function markdownEscape(text: string): string {
  return visibleLine(text).replace(/[\\`*_{}[\]<>|#]/g, (character) => `\\${character}`);
}

const LATEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '"': '\\textquotedbl{}',
};

/**
 * Text that LaTeX sets as it is, on one line, invisible characters written. A bracket or star at its beginning would be
 * an argument of the `\\` before it.
 */
export function latexEscape(text: string): string {
  const set = visibleLine(text).replace(
    /[\\~^<>"#$%&_{}]/g,
    (character) => LATEX[character] ?? `\\${character}`,
  );
  return set.replace(/^[[*]/, '{$&}');
}
