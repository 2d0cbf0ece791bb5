import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { LabError, systemCode, systemReason } from '../lab-error.ts';
import { makeFolder } from '../make-folder.ts';
import { arrayScript, mergeScript, type SlurmJobs } from './slurm-jobs.ts';

/** The scripts of a job array, as paths. */
export interface SlurmScripts {
  readonly array: string;
  readonly merge: string;
}

/** Writes the scripts of a job array into its folder. @throws LabError where that cannot be. */
export function writeSlurmScripts(jobs: SlurmJobs): SlurmScripts {
  const scripts = {
    array: path.join(jobs.folder, 'run.sbatch'),
    merge: path.join(jobs.folder, 'merge.sbatch'),
  };
  try {
    makeFolder(jobs.folder);
    writeFileSync(scripts.array, arrayScript(jobs), { mode: 0o755 });
    writeFileSync(scripts.merge, mergeScript(jobs), { mode: 0o755 });
  } catch (error) {
    if (systemCode(error) === '') throw error;
    throw new LabError(
      'output-unwritable',
      `cannot write the job scripts: ${systemReason(error)}`,
      'choose another folder with --out DIR',
    );
  }
  return scripts;
}

/** Submits the array, and the merge that runs once all its tasks are done. Yields the numbers of the two jobs. */
export function submitSlurm({ array, merge }: SlurmScripts): {
  readonly array: string;
  readonly merge: string;
} {
  const first = sbatch([array]);
  return {
    array: first,
    merge: sbatch([`--dependency=afterok:${first}`, '--kill-on-invalid-dep=yes', merge]),
  };
}

/** @throws LabError where there is no sbatch, or it refuses. */
function sbatch(args: readonly string[]): string {
  try {
    const answer = execFileSync('sbatch', ['--parsable', ...args], { encoding: 'utf8', stdio: 'pipe' });
    // `--parsable` says JOB, or JOB;CLUSTER.
    return answer.trim().split(';')[0]!;
  } catch (error) {
    const missing = systemCode(error) === 'ENOENT';
    const said = (error as { stderr?: string }).stderr?.trim() ?? '';
    throw new LabError(
      'missing-tool',
      missing
        ? "there is no 'sbatch' here"
        : `sbatch refused: ${said === '' ? (error as Error).message : said}`,
      'the scripts are written; submit them where Slurm is (--no-submit only writes them)',
    );
  }
}
