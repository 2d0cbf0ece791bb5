import path from 'node:path';
import { expandInputs } from '../../lab/expand-inputs.ts';
import { packageRoot } from '../../lab/package-root.ts';
import { readText } from '../../lab/read-text.ts';
import { replaceFile } from '../../lab/replace-file.ts';
import { migrateText } from '../../language/migrate.ts';
import type { MigrateArguments } from '../commands/migrate.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { counted, problemText } from './findings.ts';

/** Rewrites the header of files in an older version of the language; names those that it changed. */
export async function migrate({ files }: MigrateArguments, io: Io): Promise<ExitCode> {
  const shipped = path.join(packageRoot(), 'scenarios');
  const inputs = await expandInputs(files.length > 0 ? files : ['scenarios'], { cwd: io.cwd, shipped });
  let [changed, failed] = [0, 0];
  for (const file of inputs) {
    const place = path.resolve(io.cwd, file);
    const read = readText(place);
    if ('error' in read) {
      io.err(problemText({ file, message: read.error, hint: 'name a file that can be read' }));
      failed++;
      continue;
    }
    const text = migrateText(file, read.text);
    if (text === read.text) continue;
    replaceFile(place, text);
    io.out(`${file}\n`);
    changed++;
  }
  const rest = failed > 0 ? `, ${failed} left alone` : '';
  io.out(`${counted(changed, 'file')} migrated, ${inputs.length - changed - failed} unchanged${rest}\n`);
  return failed > 0 ? EXIT.findings : EXIT.fine;
}
