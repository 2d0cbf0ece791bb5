import wrapAnsi from 'wrap-ansi';
import { wrapText } from './text.ts';

/**
 * A Markdown page for a terminal, without its title and without the marks of headings and code: paragraphs and list
 * items are filled anew, blocks of code (which have no empty lines) stay as they are. No other Markdown is understood.
 */
export function plainPage(markdown: string, width: number): string {
  const body = markdown.trimEnd().replace(/^# .*\n+/, '');
  return body
    .split(/\n{2,}/)
    .map((block) => plainBlock(block, width))
    .join('\n\n');
}

function plainBlock(block: string, width: number): string {
  if (block.startsWith('```')) return block.replace(/^```.*\n|\n```$/g, '');
  const text = block.replaceAll('`', '');
  if (text.startsWith('#')) return `${text.replace(/^#+ /, '')}:`;
  if (!text.startsWith('- ')) return wrapAnsi(oneLine(text), width);
  return text
    .split(/\n(?=- )/)
    .map((item) => wrapText(oneLine(item), width))
    .join('\n');
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}
