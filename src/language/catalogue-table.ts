import { CATALOGUE } from './catalogue.ts';

const GROUPS: Readonly<Record<string, string>> = {
  '1': 'The form of the text',
  '2': 'Names',
  '3': 'Values and ranges',
  '4': 'Machines, devices and files',
  '5': 'Sweeps, seeds and budgets',
  '6': 'Other files',
};

/** A text that gives a diagnostic, with `«»` around the place, and the hint that it gets. */
interface Example {
  readonly text: string;
  readonly hint: string;
}

/** The page that lists every diagnostic, in Markdown. @param examples - for each code a text that gives it, with its hint. */
export function catalogueMarkdown(examples: ReadonlyMap<string, Example>): string {
  const sections = Object.entries(GROUPS).map(([digit, title]) => {
    const rows = Object.entries(CATALOGUE)
      .filter(([code]) => code.startsWith(`PL${digit}`))
      .map(([code, { severity, message }]) => {
        const { text = '', hint = '' } = examples.get(code) ?? {};
        return `| [${code}](diagnostics/${code}.md) | ${severity} | ${holes(message)} | \`${cell(text)}\` | ${cell(hint)} |`;
      });
    const head = '| Code | Severity | Message | For example | and its hint |\n|---|---|---|---|---|';
    return `## ${title}\n\n${head}\n${rows.join('\n')}\n`;
  });
  return `# Diagnostics\n\n${PREFACE}\n\n${sections.join('\n')}`;
}

const PREFACE =
  'An error keeps a scenario from running; a warning lets it run, though hardly as meant; an info is worth knowing.\n' +
  'Codes are stable; each has a page, which `policy-lab explain PL2004` prints. *Italic* words are filled in from the text; in the examples `«»` marks the place of the caret.';

/** A template with its holes in italics. */
function holes(template: string): string {
  return cell(template).replace(/\{(\w+)\}/g, '*$1*');
}

/** A text that can stand in a cell of a Markdown table. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s+/g, ' ').trim();
}
