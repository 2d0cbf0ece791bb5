import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arrayScript, mergeScript, quoted, type SlurmJobs } from '../../../src/lab/run/slurm-jobs.ts';

const JOBS: SlurmJobs = {
  program: ['node', 'cli.js'],
  runArguments: ["it's.scn", '--policy', 'wilcox-length(cont=off)'],
  mergeArguments: [],
  cwd: '/a b',
  folder: '/a b/results.slurm',
  out: '/a b/results',
  tasks: 3,
  workers: 2,
  options: ['--partition=short'],
};

it('quotes words so that a shell hands them on as they are', () => {
  const word = fc.string({ unit: 'binary-ascii' }).filter((text) => !text.includes('\0'));
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 20 }), (words) => {
      const said = execFileSync('sh', ['-c', `printf '%s\\0' ${words.map(quoted).join(' ')}`], {
        encoding: 'utf8',
      });
      expect(said.split('\0').slice(0, -1)).toEqual(words);
    }),
    { numRuns: 30 },
  );
});

it('gives every task its shard, and lets one that is started again go on', () => {
  const script = arrayScript(JOBS);
  expect(script).toContain('#SBATCH --array=1-3\n');
  expect(script).toContain('#SBATCH --cpus-per-task=2\n');
  expect(script).toContain('#SBATCH --partition=short\n');
  // What bash would run in task 2, with `exec` put out of action.
  const run = script.replace(/^cd .*$/m, '').replace('exec node', "exec printf '%s|' node");
  const said = execFileSync('bash', ['-c', run], {
    encoding: 'utf8',
    env: { ...process.env, SLURM_ARRAY_TASK_ID: '2' },
  });
  expect(said.split('|')).toEqual([
    ...['node', 'cli.js', 'run', "it's.scn", '--policy', 'wilcox-length(cont=off)', '--shard', '2/3'],
    ...['--workers', '2', '--resume', '--quiet', '--out', '/a b/results.slurm/part-2', ''],
  ]);
});

it('merges the folders that the tasks write', () => {
  const parts = [1, 2, 3].map((index) => `'/a b/results.slurm/part-${index}'`).join(' ');
  expect(mergeScript(JOBS)).toContain(`exec node cli.js merge ${parts} --out '/a b/results'\n`);
});
