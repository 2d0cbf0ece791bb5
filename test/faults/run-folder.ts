import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type ProgramSettings, startProgram } from '../cli/program.ts';

/** 40 trials, 80 cells: about a second, and long enough to be hit by anything. */
export const CHURN = `language 1
machine m extends x86_64 { kernel 6.18 }
device gpu { driver vfio-pci  bar 2 { phys 0x2000_0000_0000  size 4G } }
scenario "churn" on m {
  sweep size in 64M, 2G
  seeds 1..20
  repeat 200 { choose { 60%: mmap anon of uniform(4K, 8M)  40%: munmap any } }
  dev = mmap gpu.bar2 length $size
}
`;

/** The run that faults strike. */
export const RUN = ['run', 'a.scn', '--policy', 'gunthorpe-start-pfn', '--quiet', '--workers', '2'];

/** A folder with that scenario, for one try. Whoever made it removes it. */
export function runFolder(parent = os.tmpdir(), files: Readonly<Record<string, string>> = {}): string {
  const cwd = mkdtempSync(path.join(parent, 'policy-lab-fault-'));
  for (const [name, text] of Object.entries({ 'a.scn': CHURN, ...files }))
    writeFileSync(path.join(cwd, name), text);
  return cwd;
}

/** How a command ended. */
export type Ending = Awaited<ReturnType<typeof startProgram>['ended']>;

/** Seconds after which a command hangs. They are counted one by one, so that those in which all stood still are none. */
const HANG_SECONDS = 120;

/** Runs a command to its end, which must not hang. */
export async function ending(
  cwd: string,
  args: readonly string[],
  settings?: ProgramSettings,
): Promise<Ending> {
  const { child, ended } = startProgram(cwd, args, settings);
  let seconds = 0;
  const timer = setInterval(() => {
    if (++seconds > HANG_SECONDS) child.kill('SIGKILL');
  }, 1000);
  const result = await ended;
  clearInterval(timer);
  return result;
}

/** The result files of a folder, without the one that belongs to a single run. */
export function resultFiles(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'run.json')
    .map(({ name }) => name);
  return Object.fromEntries(
    names.sort().map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]),
  );
}

let expected: Readonly<Record<string, string>> | undefined;

/** What the run gives where nothing goes wrong. */
export async function undisturbed(): Promise<Readonly<Record<string, string>>> {
  if (expected !== undefined) return expected;
  const cwd = runFolder();
  const end = await ending(cwd, RUN);
  must(end.code === 0, 'the undisturbed run fails', end);
  expected = resultFiles(path.join(cwd, 'results'));
  rmSync(cwd, { recursive: true });
  return expected;
}

/** @throws Error with what the program said, where something does not hold. */
export function must(holds: boolean, otherwise: string, end?: Ending): asserts holds {
  if (holds) return;
  const said = end ? ` (exit code ${end.code}: ${end.err.slice(0, 600)}${end.out.slice(0, 200)})` : '';
  throw new Error(`${otherwise}${said}`);
}

/** A refusal as the contract has it: this exit code, a reason, a hint, and no trace of the program's own code. */
export function mustRefuse(end: Ending, code: number, reason: RegExp): void {
  must(end.code === code, `the exit code is not ${code}`, end);
  must(reason.test(end.err + end.out), `it does not say ${reason}`, end);
  must(!/\n\s+at |defect of policy-lab/.test(end.err), 'it shows its own code', end);
}

/** The results are whole and right, and nothing else is left of the run. */
export async function mustBeRight(cwd: string, beside: readonly string[] = []): Promise<void> {
  const want = await undisturbed();
  const folder = path.join(cwd, 'results');
  must(existsSync(folder), 'there are no results');
  const have = resultFiles(folder);
  for (const name of new Set([...Object.keys(want), ...Object.keys(have)]))
    must(have[name] === want[name], `${name} differs from an undisturbed run`);
  const left = readdirSync(cwd).filter((name) => !['a.scn', 'results', ...beside].includes(name));
  must(left.length === 0, `it left ${left.join(', ')}`);
}

/** After a fault: no results, or those of before; then going on gives the very bytes of an undisturbed run. */
export async function mustResume(cwd: string, beside: readonly string[] = []): Promise<void> {
  const has = (name: string) => existsSync(path.join(cwd, name));
  if (has('results') && !has('results.partial')) return mustBeRight(cwd, beside);
  const end = await ending(cwd, [...RUN, '--resume']);
  must(end.code === 0, 'it does not go on', end);
  await mustBeRight(cwd, beside);
}
