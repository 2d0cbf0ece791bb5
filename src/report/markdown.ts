import { markdownTable } from 'markdown-table';
import { markdownEscape } from './escape.ts';
import type { ReportTable } from './report-table.ts';
import { TELLS_NOTHING } from './scenario-table.ts';

/** A table as GitHub-flavoured Markdown under a heading; best values are bold, columns that are constant left out. */
export function markdownOf({ title, about, columns, rows, notes }: ReportTable): string {
  const shown = columns.flatMap(({ priority }, index) => (priority < TELLS_NOTHING ? [index] : []));
  const heading = shown.map((index) => markdownEscape(columns[index]!.heading.join(' ')));
  const fields = rows.map((row) =>
    shown.map((index) => {
      const { text, best } = row[index]!;
      return best ? `**${markdownEscape(text)}**` : markdownEscape(text);
    }),
  );
  const table = markdownTable([heading, ...fields], { align: shown.map((index) => columns[index]!.align) });
  const paragraphs = [...about.map(markdownEscape), table, ...notes.map(markdownEscape)];
  return [`## ${markdownEscape(title)}`, ...paragraphs].join('\n\n');
}
