import { type Diagnostic, reportInto } from '../diagnostic.ts';
import { linesOf, positionOf } from '../render/lines.ts';
import { type Allowance, allowancesIn, allows, reportAllowance } from './allowances.ts';

/** A file that was checked. */
interface FileText {
  readonly file: string;
  readonly text: string;
}

/**
 * The diagnostics without those that a comment allows, and with what is wrong with such comments in the file that was
 * asked for.
 * @param allSeen - whether all was looked at, so that a comment without effect can be told.
 */
export function withoutAllowed(
  diagnostics: readonly Diagnostic[],
  asked: FileText,
  included: readonly FileText[],
  allSeen: boolean,
): Diagnostic[] {
  const used = new Set<Allowance>();
  const hidden = new Set<Diagnostic>();
  const own = allowancesIn(asked.file, asked.text);
  for (const { file, text } of [asked, ...included]) {
    const allowances = file === asked.file ? own : allowancesIn(file, text);
    if (allowances.length === 0) continue;
    const lines = linesOf(text);
    for (const found of diagnostics) {
      const { line } = positionOf(lines, found.span.start);
      for (const one of allowances.filter((each) => allows(each, found, line))) {
        used.add(one);
        hidden.add(found);
      }
    }
  }
  const about: Diagnostic[] = [];
  const report = reportInto(about);
  for (const one of own)
    if (reportAllowance(one, report) && allSeen && !used.has(one))
      report('PL1022', one.span, { code: one.code });
  return [...diagnostics.filter((each) => !hidden.has(each)), ...about];
}
