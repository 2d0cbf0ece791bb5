import { element } from './element.ts';

/** The little Markdown that explanations use: paragraphs, list lines, `code` and **strong**. Anything else is text. */
export function markdownView(markdown: string): HTMLElement {
  const blocks = markdown.split(/\n{2,}/).map((block) => {
    const lines = block
      .split('\n')
      .flatMap((line, i) => (i === 0 ? inline(line) : [element('br'), ...inline(line)]));
    return element('p', {}, ...lines);
  });
  return element('div', { class: 'markdown' }, ...blocks);
}

function inline(line: string): (Node | string)[] {
  return line.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map((piece) => {
    if (/^`.+`$/.test(piece)) return element('code', {}, piece.slice(1, -1));
    if (/^\*\*.+\*\*$/.test(piece)) return element('strong', {}, piece.slice(2, -2));
    return piece.replace(/^- /, '• ');
  });
}
