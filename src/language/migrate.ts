import { parseText } from './parse-text.ts';
import { DRAFT_VERSION, LANGUAGE_VERSION } from './syntax/header.ts';

/**
 * A text in the version of the language that this program writes. From the draft only the header changes; a text with
 * another version, or without a header, stays as it is.
 */
export function migrateText(file: string, text: string): string {
  const { headers } = parseText(file, text).ast;
  return headers
    .filter(({ text: version }) => version === DRAFT_VERSION)
    .reduceRight(
      (done, { span }) => done.slice(0, span.start) + LANGUAGE_VERSION + done.slice(span.end),
      text,
    );
}
