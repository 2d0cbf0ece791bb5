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
