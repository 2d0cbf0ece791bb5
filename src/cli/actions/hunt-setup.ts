import os from 'node:os';
import path from 'node:path';
import type { Pair } from '../../hunt/corpus.ts';
import { NO_FAMILY } from '../../hunt/family.ts';
import { huntMetric } from '../../hunt/loss.ts';
import { type HuntSettings, ROUND } from '../../hunt/tries.ts';
import { type Crew, crewHere, crewOfThreads } from '../../lab/hunt/crew.ts';
import { type HuntBudget, type Searched, search } from '../../lab/hunt/hunt.ts';
import { HuntJournal, hasJournal, type Round } from '../../lab/hunt/journal.ts';
import { readFamily } from '../../lab/hunt/read-family.ts';
import { type HuntRequest, huntSettings } from '../../lab/hunt/request.ts';
import { LabError, systemReason } from '../../lab/lab-error.ts';
import { makeFolder } from '../../lab/make-folder.ts';
import { packageVersion } from '../../lab/package-root.ts';
import { CATALOGUE } from '../../metrics/catalogue.ts';
import { type Chosen, choosePolicies } from '../../plugins/choose-policies.ts';
import type { HuntArguments } from '../commands/hunt.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { huntProgressOf } from '../hunt-progress.ts';
import type { Io } from '../io.ts';
import { UsageError, unknownName } from '../usage-error.ts';
import { stoppable } from './stoppable.ts';

/** Tries where the user names neither their number nor a time. */
const TRIES = 2048;

/** Below this many tries, a hunt is over before another thread has started. */
const TRIES_WORTH_A_THREAD = 1024;

/** A search that came to its end, with what showing it takes. */
export interface Hunted {
  readonly searched: Searched;
  readonly request: HuntRequest;
  readonly settings: HuntSettings;
  readonly crew: Crew;
}

/** What a hunt is after. */
export interface Hunt {
  /** Policies to choose; undefined: all. */
  readonly policy: readonly string[] | undefined;
  readonly pairsOf: (chosen: Chosen) => readonly Pair[];
  /** Kinds of loss that are kept for a pair. */
  readonly kinds: number;
  /** Names of invariants to look at. */
  readonly invariants?: readonly string[];
}

/** Searches as a command line asks for it, and hands what was learned to `show`, unless the search was stopped. */
export async function hunting(
  { policy, pairsOf, kinds, invariants = [] }: Hunt,
  args: HuntArguments,
  io: Io,
  show: (hunted: Hunted) => Promise<ExitCode>,
): Promise<ExitCode> {
  checkMetric(args.metric);
  const budget = budgetOf(args);
  const policies = { policy, plugin: args.plugin };
  const chosen = await choosePolicies({ ...policies, isolate: false }, io.cwd);
  const { metric, least, seed = 1 } = args;
  const request: HuntRequest = {
    pairs: pairsOf(chosen),
    metric,
    least,
    seed,
    family: args.family === undefined ? NO_FAMILY : readFamily(args.family, chosen.definitions, io.cwd),
    invariants,
    policies,
    cwd: io.cwd,
  };
  const settings = huntSettings(request, chosen);
  const { journal, rounds } = openJournal(args, request, io);
  const crew = await crewFor(args, budget, request, settings);
  const { tell, end } = huntProgressOf(io, args.quiet, budget.tries);
  try {
    const searched = await stoppable((signal) =>
      search(request, { budget, crew, kinds, journal, rounds, signal, progress: tell }),
    );
    end();
    return searched.stopped
      ? saidStopped(searched, args, io)
      : await show({ searched, request, settings, crew });
  } finally {
    end();
    journal?.close();
    await crew.close();
    chosen.close();
  }
}

function checkMetric(name: string): void {
  if (huntMetric(name) !== undefined) return;
  const known = [...new Set(CATALOGUE.map((column) => column.name))].filter(
    (one) => huntMetric(one) !== undefined,
  );
  throw unknownName('metric with a better direction', name, known);
}

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };

/** How long invariants are looked at where the user says nothing. */
const INVARIANT_BUDGET = '60s';

function budgetOf({ tries, budget: asked, invariant }: HuntArguments): HuntBudget {
  const budget = asked ?? (invariant !== undefined && tries === undefined ? INVARIANT_BUDGET : undefined);
  if (budget === undefined) return { tries: Math.ceil((tries ?? TRIES) / ROUND) * ROUND, over: () => false };
  const end = Date.now() + millisecondsOf(budget);
  return { tries: Number.MAX_SAFE_INTEGER, over: () => Date.now() >= end };
}

/** A time such as `60s`, in milliseconds. @throws UsageError */
export function millisecondsOf(budget: string): number {
  const [, count, unit] = /^(\d+(?:\.\d+)?)([smh])$/.exec(budget) ?? [];
  if (count !== undefined && Number(count) > 0) return Number(count) * UNITS[unit!]!;
  throw new UsageError(
    `'--budget' cannot be ${budget}`,
    "write a time such as '60s', '5m' or '1h'; a number of situations is --tries",
  );
}

async function crewFor(
  { workers }: HuntArguments,
  { tries }: HuntBudget,
  request: HuntRequest,
  settings: HuntSettings,
): Promise<Crew> {
  const threads = workers ?? (tries < TRIES_WORTH_A_THREAD ? 0 : os.availableParallelism());
  return threads < 1 ? crewHere(settings) : await crewOfThreads(request, threads);
}

const JOURNAL = 'hunt.jsonl';

function openJournal(
  { out, resume, restart }: HuntArguments,
  request: HuntRequest,
  io: Io,
): { journal: HuntJournal | undefined; rounds: readonly Round[] } {
  if (out === undefined) return { journal: undefined, rounds: [] };
  const folder = path.resolve(io.cwd, out);
  try {
    makeFolder(folder);
  } catch (error) {
    throw new LabError(
      'output-unwritable',
      `cannot make '${out}': ${systemReason(error)}`,
      'choose another folder with --out DIR',
    );
  }
  const { cwd: _, ...hunted } = request;
  const identity = {
    hunt: packageVersion(),
    round: ROUND,
    ...hunted,
    family: { ...request.family, given: [...request.family.given] },
  };
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
  io.err(`policy-lab: stopped after ${tries} tries; ${kept}\n`);
  return EXIT.findings;
}
