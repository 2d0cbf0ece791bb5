import { CATALOGUE, type Code } from './catalogue.ts';
import type { Confidence } from './fixes/fixes.ts';

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
  /** How sure the mends are that its diagnostic carries, if any. */
  readonly confidence: Confidence | undefined;
}

const MENDS: Readonly<Record<Confidence, string>> = {
  safe: '`policy-lab fix` mends this by itself, and so does an editor when asked.',
  suggestion: 'An editor proposes the mend; `policy-lab fix` leaves it to you.',
};

const SEVERITIES = {
  error: 'An error: the scenario does not run.',
  warning: 'A warning: the scenario runs, though hardly as meant.',
  info: 'A remark: the scenario runs; this is worth knowing.',
} as const;

/** The page of a code, in Markdown. Blocks of code have no empty line, so that a terminal can show the page. */
export function diagnosticPage(code: Code, { wrong, told, right, beside, confidence }: PageExample): string {
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
    ...(confidence ? [MENDS[confidence]] : []),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

function block(kind: string, text: string): string {
  return `\`\`\`${kind}\n${text.trimEnd()}\n\`\`\``;
}
