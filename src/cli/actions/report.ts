import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { LabError, systemReason } from '../../lab/lab-error.ts';
import { replaceFile } from '../../lab/replace-file.ts';
import { reportInput } from '../../lab/report-input.ts';
import { reportPage } from '../../report/html/page.ts';
import type { ReportArguments } from '../commands/report.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { openBrowser } from '../open-browser.ts';

/** Writes a run as one HTML file. @throws LabError where there are no results, or the file cannot be written. */
export async function report({ results, out, open }: ReportArguments, io: Io): Promise<ExitCode> {
  const input = await reportInput(path.resolve(io.cwd, results), results, io.cwd);
  const page = reportPage(input, (text) => createHash('sha256').update(text).digest('base64'));
  const place = path.resolve(io.cwd, out);
  write(place, out, page);
  const megabytes = (Buffer.byteLength(page) / 1e6).toFixed(1);
  io.err(
    `${input.notes.map((note) => `policy-lab: ${note}\n`).join('')}policy-lab: wrote ${out}, ${megabytes} MB\n`,
  );
  if (open) openBrowser(pathToFileURL(place).href, io);
  return EXIT.fine;
}

function write(place: string, shown: string, text: string): void {
  if (existsSync(place)) {
    replaceFile(place, text);
    return;
  }
  try {
    writeFileSync(place, text, { flag: 'wx' });
  } catch (error) {
    throw new LabError(
      'output-unwritable',
      `cannot write '${shown}': ${systemReason(error)}`,
      'choose another file with --out',
    );
  }
}
