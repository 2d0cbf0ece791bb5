import path from 'node:path';
import { exportParquet } from '../../lab/export-parquet.ts';
import type { ExportArguments } from '../commands/export.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';

/** Writes Parquet files beside the CSV files of a run, or elsewhere. */
export async function exportResults({ results, out, quiet }: ExportArguments, io: Io): Promise<ExitCode> {
  const folder = out ?? path.join(results, 'parquet');
  const names = await exportParquet(path.resolve(io.cwd, results), path.resolve(io.cwd, folder), results);
  if (!quiet) io.err(`policy-lab: wrote ${names.join(', ')} to ${folder}\n`);
  return EXIT.fine;
}
