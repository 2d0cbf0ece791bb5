import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Fault } from './fault.ts';
import {
  ending,
  must,
  mustBeRight,
  mustRefuse,
  mustResume,
  RUN,
  resultFiles,
  runFolder,
} from './run-folder.ts';

const plugin = (body: string) =>
  `let asked = 0;\nexport default { id: 'fault', needs: [], source: '', propose() { asked++; ${body} return []; } };\n`;

/** The cells of the plug-in are placed, or marked with a reason; those of the honest policy are all there. */
function mustMarkOnly(cwd: string): void {
  const { 'coverage.csv': coverage = '', 'fragmentation.csv': fragmentation = '' } = resultFiles(
    path.join(cwd, 'results'),
  );
  const of = (policy: string) => coverage.split('\r\n').filter((line) => line.includes(`,${policy},`));
  must(of('gunthorpe-start-pfn').length === 40, 'cells are missing');
  must(
    of('gunthorpe-start-pfn').every((line) => line.includes(',placed,')),
    'other cells are marked',
  );
  must(of('fault').length === 40 && fragmentation !== '', 'cells of the plug-in are missing');
  must(
    of('fault').every((line) => /,placed,|,error,/.test(line)),
    'a cell is neither placed nor marked',
  );
}

/** A plug-in that does something in the process of the program itself, once it was asked some times. */
function inside(name: string, body: string, promise: string, told: RegExp): Fault {
  return {
    name,
    promise,
    tries: { short: 1, long: 5 },
    attempt: async (share, keep) => {
      const after = 1 + Math.round(share * 1000);
      const cwd = keep(runFolder(undefined, { 'fault.js': plugin(`if (asked > ${after}) { ${body} }`) }));
      const args = [...RUN, '--plugin', './fault.js', '--no-isolate'];
      // Little memory is used up in a moment.
      mustRefuse(await ending(cwd, args, { node: ['--max-old-space-size=200'] }), 2, told);
      must(!existsSync(path.join(cwd, 'results')), 'it wrote results of half a run');
      must(existsSync(path.join(cwd, 'results.partial')), 'finished trials are lost');
      must((await ending(cwd, [...RUN, '--restart'])).code === 0, 'it does not begin anew');
      await mustBeRight(cwd, ['fault.js']);
    },
  };
}

/** A clock that leaps by up to a day, back and forth, in the program and its threads. */
const LEAPING_CLOCK = `
const real = Date.now, began = real();
const leap = () => began + Math.floor((Math.random() - 0.5) * 172_800_000);
Date.now = leap;
globalThis.Date = class extends Date { constructor(...given) { given.length === 0 ? super(leap()) : super(...given); } };
globalThis.Date.now = leap;
`;

/** What goes wrong inside the program, and the clock. */
export const INSIDE: readonly Fault[] = [
  {
    name: 'a plug-in ends the worker thread that it runs in',
    promise: 'its cells are marked; those of other policies are right',
    tries: { short: 1, long: 5 },
    attempt: async (share, keep) => {
      const after = 1 + Math.round(share * 1000);
      const cwd = keep(
        runFolder(undefined, { 'fault.js': plugin(`if (asked > ${after}) process.exit(0);`) }),
      );
      const end = await ending(cwd, [...RUN, '--plugin', './fault.js', '--no-isolate']);
      must(end.code === 1, 'an error of a policy is no failure', end);
      mustMarkOnly(cwd);
    },
  },
  inside(
    'a worker thread runs out of memory',
    'const all = []; for (;;) all.push(new Array(4e6).fill(asked));',
    'the trials are tried once more; then the run says where, and keeps what is finished',
    /a worker thread died twice, in "churn"/,
  ),
  {
    name: "a plug-in's own process is killed",
    promise: 'its cells are marked; those of other policies are right',
    tries: { short: 1, long: 5 },
    attempt: async (share, keep) => {
      const after = 1 + Math.round(share * 1000);
      const body = `if (asked === ${after}) process.kill(process.pid, 'SIGKILL');`;
      const cwd = keep(runFolder(undefined, { 'fault.js': plugin(body) }));
      const end = await ending(cwd, [...RUN, '--plugin', './fault.js']);
      must(end.code === 0 || end.code === 1, 'the run does not come to its end', end);
      mustMarkOnly(cwd);
    },
  },
  {
    name: 'a clock that leaps by hours, back and forth',
    promise: 'the bytes of an undisturbed run, and `--resume` goes on',
    tries: { short: 1, long: 10 },
    attempt: async (_, keep) => {
      const cwd = keep(runFolder());
      const node = ['--import', `data:text/javascript,${encodeURIComponent(LEAPING_CLOCK)}`];
      const end = await ending(cwd, RUN, { node });
      must(end.code === 0, 'the run fails', end);
      await mustResume(cwd);
    },
  },
];
