import type { ParsedText } from '../../../grammar/parse.ts';
import type { Report } from '../diagnostic.ts';

/** Characters without a meaning, and texts that no quote closes. */
export function reportLexical(
  file: string,
  text: string,
  { strays, tokens }: ParsedText,
  report: Report,
): void {
  for (const { start, end } of strays) {
    const stray = text.slice(start, end);
    report('PL1003', { file, start, end }, { text: stray, hint: strayHint(stray) });
  }
  for (const { tokenType, startOffset, image } of tokens) {
    const span = { file, start: startOffset, end: startOffset + image.trimEnd().length };
    if (tokenType.name === 'OpenText') report('PL1004', span, {});
    if (tokenType.name === 'BareDollar')
      report('PL1003', span, { text: '$', hint: 'a variable is a $ and a name: $size' });
  }
}

function strayHint(stray: string): string {
  if (/^[“”„‟«»'`]/.test(stray)) return 'texts stand between straight double quotes: "MSI-X table"';
  if (/^[–—−]/.test(stray)) return "this is a dash; write the minus sign '-'";
  if (stray.startsWith(';')) return 'statements need no end mark; remove it';
  if (stray.startsWith('//') || stray.startsWith('/*')) return 'a comment begins with #';
  return 'remove it; a comment begins with #';
}
