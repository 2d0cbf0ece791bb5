import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { casesText, type HuntedCase } from '../../hunt/case.ts';
import { NO_FAMILY } from '../../hunt/family.ts';
import { huntMetric } from '../../hunt/loss.ts';
import { ROUND } from '../../hunt/tries.ts';
import { type Crew, crewHere, crewOfThreads } from '../../lab/hunt/crew.ts';
import { casesOf, type HuntBudget, type Searched, search } from '../../lab/hunt/hunt.ts';
import { HuntJournal, hasJournal, type Round } from '../../lab/hunt/journal.ts';
import { type HuntRequest, huntSettings } from '../../lab/hunt/request.ts';
import { LabError, systemReason } from '../../lab/lab-error.ts';
import { packageVersion } from '../../lab/package-root.ts';
import { CATALOGUE } from '../../metrics/catalogue.ts';
import { choosePolicies } from '../../plugins/choose-policies.ts';
import { parsePolicy } from '../../policies/registry.ts';
import type { HuntArguments } from '../commands/hunt.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { huntProgressOf } from '../hunt-progress.ts';
import type { Io } from '../io.ts';
import { UsageError, unknownName } from '../usage-error.ts';
import { counted } from './findings.ts';
import { stoppable } from './stoppable.ts';

/** Tries where the user names neither their number nor a time. */
const TRIES = 2048;

/** Kinds of loss that are kept for one pair. */
const KINDS = 64;

/** Below this many tries, a hunt is over before another thread has started. */
const TRIES_WORTH_A_THREAD = 1024;

/** Hunts for cases in which one policy loses to another, and prints them. */
export async function hunt(args: HuntArguments, io: Io): Promise<ExitCode> {
  const { worse, than } = pairOf(args);
  checkMetric(args.metric);
  const budget = budgetOf(args);
  const policies = { policy: [worse, than], plugin: args.plugin };
  const chosen = await choosePolicies({ ...policies, isolate: false }, io.cwd);
  const labels = [worse, than].map((text) => parsePolicy(text, chosen.definitions).label);
  if (labels[0] === labels[1])
    throw new UsageError(`a policy cannot lose to itself ('${labels[0]}')`, 'name another one with --than');
  const request: HuntRequest = {
    pairs: [{ worse: labels[0]!, than: labels[1]! }],
    metric: args.metric,
    least: args.least,
    seed: args.seed,
    family: NO_FAMILY,
    policies,
    cwd: io.cwd,
  };
  const { journal, rounds } = openJournal(args, request, io);
  const crew = await crewFor(args, budget, request, () => crewHere(huntSettings(request, chosen)));
  const progress = huntProgressOf(io, args.quiet, budget.tries);
  try {
    return await stoppable(async (signal) => {
      const searched = await search(request, {
        budget,
        crew,
        kinds: KINDS,
        journal,
        rounds,
        signal,
        progress: progress.tell,
      });
      progress.end();
      if (searched.stopped) return saidStopped(searched, args, io);
      const cases = await casesOf(request, searched.corpus, 0, args.cases, crew);
      return show(cases, searched, request, args, io);
    });
  } finally {
    progress.end();
    journal?.close();
    await crew.close();
    chosen.close();
  }
}

function pairOf({ worse, than }: HuntArguments): { worse: string; than: string } {
  if (worse !== undefined && than !== undefined) return { worse, than };
  const missing = worse === undefined ? '--worse' : '--than';
  throw new UsageError(
    `'${missing}' is missing: a hunt is for a policy that loses to another`,
    "say 'hunt --worse POLICY --than POLICY'",
  );
}

function checkMetric(name: string): void {
  if (huntMetric(name) !== undefined) return;
  const known = [...new Set(CATALOGUE.map((column) => column.name))].filter(
    (one) => huntMetric(one) !== undefined,
  );
  throw unknownName('metric with a better direction', name, known);
}

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };

function budgetOf({ tries, budget }: HuntArguments): HuntBudget {
  if (budget === undefined) return { tries: Math.ceil((tries ?? TRIES) / ROUND) * ROUND, over: () => false };
  const [, count, unit] = /^(\d+(?:\.\d+)?)([smh])$/.exec(budget) ?? [];
  if (count === undefined || Number(count) === 0)
    throw new UsageError(
      `'--budget' cannot be ${budget}`,
      "write a time such as '60s', '5m' or '1h'; a number of situations is --tries",
    );
  const end = Date.now() + Number(count) * UNITS[unit!]!;
  return { tries: Number.MAX_SAFE_INTEGER, over: () => Date.now() >= end };
}

async function crewFor(
  { workers }: HuntArguments,
  { tries }: HuntBudget,
  request: HuntRequest,
  here: () => Crew,
): Promise<Crew> {
  const threads = workers ?? (tries < TRIES_WORTH_A_THREAD ? 0 : os.availableParallelism());
  return threads < 1 ? here() : await crewOfThreads(request, threads);
}

const JOURNAL = 'hunt.jsonl';
const CASES = 'cases.scn';

function openJournal(
  { out, resume, restart }: HuntArguments,
  request: HuntRequest,
  io: Io,
): { journal: HuntJournal | undefined; rounds: readonly Round[] } {
  if (out === undefined) return { journal: undefined, rounds: [] };
  const folder = path.resolve(io.cwd, out);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new LabError(
      'output-unwritable',
      `cannot make '${out}': ${systemReason(error)}`,
      'choose another folder with --out DIR',
    );
  }
  const { cwd: _, ...hunted } = request;
  const identity = { hunt: packageVersion(), round: ROUND, ...hunted, family: [...request.family.given] };
  const name = path.join(folder, JOURNAL);
  if (hasJournal(name) && resume) return HuntJournal.resume(name, `${out}/${JOURNAL}`, identity);
  if (hasJournal(name) && !restart)
    throw new LabError(
      'checkpoint-left',
      `'${out}' holds a hunt`,
      'go on with --resume, to more --tries too; or begin anew with --restart',
    );
  return { journal: HuntJournal.begin(name, identity), rounds: [] };
}

function saidStopped({ tries }: Searched, { out }: HuntArguments, io: Io): ExitCode {
  const kept =
    out === undefined ? 'nothing is kept without --out DIR' : `they are kept in ${out}: go on with --resume`;
  io.err(`policy-lab: stopped after ${counted(tries, 'try').replace('trys', 'tries')}; ${kept}\n`);
  return EXIT.findings;
}

function show(
  cases: readonly HuntedCase[],
  { tries, judged, seen }: Searched,
  request: HuntRequest,
  { out, seed }: HuntArguments,
  io: Io,
): ExitCode {
  const { worse, than } = request.pairs[0]!;
  const found = cases.length === 0 ? 'none' : counted(cases.length, 'case');
  const head = [
    `${worse} against ${than} by ${request.metric}: ${found} in ${tries} tries from seed ${seed}.`,
    `${judged} of the tries could be run; they showed ${seen} different decisions and outcomes.`,
  ];
  if (cases.length === 0) {
    io.out(`${head.join('\n')}\n`);
    return EXIT.findings;
  }
  const text = casesText(cases, request.family.given, head);
  io.out(text);
  if (out !== undefined) writeFileSync(path.resolve(io.cwd, out, CASES), text);
  return EXIT.fine;
}
