import { formatText } from '../format/format-text.ts';
import type { TextEdit } from './rename.ts';

/** The edit that formats a text; none where it is formatted, or has a mistake of form. */
export function formattingEdits(file: string, text: string): TextEdit[] {
  const formatted = formatText(file, text);
  if ('errors' in formatted || formatted.text === text) return [];
  const fresh = formatted.text;
  const most = Math.min(text.length, fresh.length);
  let start = 0;
  while (start < most && text[start] === fresh[start]) start++;
  let same = 0;
  while (same < most - start && text[text.length - 1 - same] === fresh[fresh.length - 1 - same]) same++;
  return [{ span: { file, start, end: text.length - same }, text: fresh.slice(start, fresh.length - same) }];
}
