/** What is wrong with an SVG or XML text: elements that do not close, stray characters; undefined where nothing is. */
export function markupProblem(text: string): string | undefined {
  const open: string[] = [];
  for (const [tag, close, name, self] of text.matchAll(
    /<(\/?)([\w:-]+)(?:\s+[\w:-]+="[^"<>]*")*\s*(\/?)>/g,
  )) {
    if (self === '/') continue;
    if (close !== '/') open.push(name!);
    else if (open.pop() !== name) return `${tag} closes nothing`;
  }
  if (open.length > 0) return `<${open.at(-1)}> is not closed`;
  const rest = text.replace(/<(\/?)([\w:-]+)(?:\s+[\w:-]+="[^"<>]*")*\s*(\/?)>/g, '');
  if (/[<>]/.test(rest)) return `a stray angle bracket: ${/.{0,30}[<>].{0,30}/s.exec(rest)![0]}`;
  return /&(?!amp;|lt;|gt;|quot;|#39;)/.test(rest) ? 'a stray ampersand' : undefined;
}
