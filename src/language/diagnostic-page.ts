import { CATALOGUE, type Code } from './catalogue.ts';

/** What a page shows of one code. */
export interface PageExample {
  /** A scenario file with the mistake. */
  readonly wrong: string;
  /** What the program says of it. */
  readonly told: string;
  /** The same file, mended. */
  readonly right: string;
  /** What the two files name: contents, or the reason why there is none. */
  readonly beside: readonly string[];
}

const SEVERITIES = {
  error: 'An error: the scenario does not run.',
  warning: 'A warning: the scenario runs, though hardly as meant.',
  info: 'A remark: the scenario runs; this is worth knowing.',
} as const;

/** The page of a code, in Markdown. Blocks of code have no empty line, so that a terminal can show the page. */
export function diagnosticPage(code: Code, { wrong, told, right, beside }: PageExample): string {
  const { severity, message, hint } = CATALOGUE[code];
  const paragraphs = [
    `# ${code}`,
    SEVERITIES[severity],
    [`- Message: \`${message}\``, ...(hint === '{hint}' ? [] : [`- Hint: \`${hint}\``])].join('\n'),
    ...(/\{\w+\}/.test(message + hint.replace('{hint}', ''))
      ? ['Words in braces are filled in from the text.']
      : []),
    '## Wrong',
    block('scn', wrong),
    ...beside,
    block('text', told),
    '## Right',
    block('scn', right),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

function block(kind: string, text: string): string {
  return `\`\`\`${kind}\n${text.trimEnd()}\n\`\`\``;
}
