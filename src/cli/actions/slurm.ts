import path from 'node:path';
import type { SlurmJobs } from '../../lab/run/slurm-jobs.ts';
import { submitSlurm, writeSlurmScripts } from '../../lab/run/submit-slurm.ts';
import { checkOutput } from '../../lab/write-results.ts';
import type { SlurmArguments } from '../commands/slurm.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { refuseLargePlan } from './plan.ts';
import { withPlan } from './with-plan.ts';

/** Writes the scripts of a job array, and submits them. Nothing is written where a scenario has an error. */
export async function slurm(args: SlurmArguments, io: Io): Promise<ExitCode> {
  const code = await withPlan(args, io, async (plan) => {
    refuseLargePlan(plan, args['max-cells']);
    const names = plan.identity.scenarios.map(({ name }) => name);
    checkOutput({ dir: args.out, cwd: io.cwd, force: false }, names);
    const jobs = jobsOf(args, plan.loaded.files, io.cwd);
    const scripts = writeSlurmScripts(jobs);
    io.out(`wrote ${scripts.array} and ${scripts.merge}\n`);
    if (!args.submit) {
      io.out(`submit them with: merge after array, sbatch --dependency=afterok:JOB ${scripts.merge}\n`);
      return EXIT.fine;
    }
    const { array, merge } = submitSlurm(scripts);
    io.out(
      `job ${array} runs ${args['array-size']} shards; job ${merge} then merges them into ${args.out}\n`,
    );
    return EXIT.fine;
  });
  return code ?? EXIT.findings;
}

function jobsOf(args: SlurmArguments, files: readonly string[], cwd: string): SlurmJobs {
  const out = path.resolve(cwd, args.out);
  return {
    program: [process.execPath, ...process.execArgv, path.resolve(process.argv[1]!)],
    runArguments: [...files, ...runOptions(args)],
    mergeArguments: ['--format', 'text'],
    cwd: path.resolve(cwd),
    folder: `${out}.slurm`,
    out,
    tasks: args['array-size'],
    workers: args.workers,
    options: [args.sbatch ?? []].flat(),
  };
}

/** What of this command line a run needs to make the same plan. */
function runOptions(args: SlurmArguments): readonly string[] {
  const { policy, plugin, isolate } = args;
  return [
    ...[policy ?? []].flat().flatMap((one) => ['--policy', one]),
    ...[plugin ?? []].flat().flatMap((one) => ['--plugin', one]),
    ...(isolate === false ? ['--no-isolate'] : []),
    ...(['max-points', 'max-statements', 'max-touches', 'max-cells'] as const).flatMap((name) => [
      `--${name}`,
      String(args[name]),
    ]),
  ];
}
