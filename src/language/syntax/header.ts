import type { IToken } from 'chevrotain';
import type { Report } from '../diagnostic.ts';
import type { FileAst } from '../file-ast.ts';

/** The version of the language that this program writes. */
export const LANGUAGE_VERSION = '1';
/** The version before the language was frozen. It means the same, so it is read; `policy-lab migrate` changes it. */
export const DRAFT_VERSION = '0';

/**
 * The `language` line: there must be one, at the top, with a version that is known.
 * @param opening - the file's first token.
 */
export function reportHeader({ file, headers }: FileAst, opening: IToken | undefined, report: Report): void {
  const [first, ...more] = headers;
  if (opening?.tokenType.name !== 'Language') {
    const start = opening?.startOffset ?? 0;
    report('PL1005', { file, start, end: start + (opening?.image.length ?? 0) }, {});
  }
  if (first?.text === DRAFT_VERSION) report('PL1020', first.span, {});
  else if (first && first.text !== LANGUAGE_VERSION) report('PL1006', first.span, { version: first.text });
  for (const header of more)
    report('PL1011', header.span, { clause: 'language' }, [{ message: 'first here', span: first!.span }]);
}
