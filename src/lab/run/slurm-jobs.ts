/** What the jobs of a Slurm array are to do. */
export interface SlurmJobs {
  /** How policy-lab is started: program and arguments. */
  readonly program: readonly string[];
  /** Arguments of `run` besides those that say which shard, how and where. */
  readonly runArguments: readonly string[];
  /** Arguments of `merge` besides its folders and `--out`. */
  readonly mergeArguments: readonly string[];
  /** Folder that the jobs work in; absolute. */
  readonly cwd: string;
  /** Folder of scripts, logs and shards; absolute. */
  readonly folder: string;
  /** Folder of the results; absolute. */
  readonly out: string;
  /** Tasks of the array: shards of the plan. */
  readonly tasks: number;
  /** Processors of a task. */
  readonly workers: number;
  /** Further options of sbatch for both jobs: `--partition=short`. */
  readonly options: readonly string[];
}

/** The job script of the array: each task runs one shard. A task that is started again goes on where it was. */
export function arrayScript(jobs: SlurmJobs): string {
  const { program, runArguments, cwd, folder, tasks, workers } = jobs;
  const part = `${quoted(`${folder}/part-`)}"$SLURM_ARRAY_TASK_ID"`;
  return script(
    [
      '--job-name=policy-lab',
      `--array=1-${tasks}`,
      `--cpus-per-task=${workers}`,
      '--requeue',
      `--output=${folder}/part-%a.log`,
    ],
    jobs,
    [
      `cd ${quoted(cwd)}`,
      `exec ${words([...program, 'run', ...runArguments])} --shard "$SLURM_ARRAY_TASK_ID/${tasks}" --workers ${workers} --resume --quiet --out ${part}`,
    ],
  );
}

/** The job script that puts the shards together; to be submitted to run after the array. */
export function mergeScript(jobs: SlurmJobs): string {
  const { program, mergeArguments, cwd, folder, out, tasks } = jobs;
  const parts = Array.from({ length: tasks }, (_, index) => `${folder}/part-${index + 1}`);
  return script(['--job-name=policy-lab-merge', `--output=${folder}/merge.log`], jobs, [
    `cd ${quoted(cwd)}`,
    `exec ${words([...program, 'merge', ...parts, ...mergeArguments, '--out', out])}`,
  ]);
}

function script(directives: readonly string[], { options }: SlurmJobs, commands: readonly string[]): string {
  const said = [...directives, ...options].map((directive) => `#SBATCH ${directive}`);
  return `${['#!/bin/bash', ...said, 'set -eu', ...commands].join('\n')}\n`;
}

function words(parts: readonly string[]): string {
  return parts.map(quoted).join(' ');
}

/** A word as a shell takes it whole. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
