import { casesText } from '../../hunt/case.ts';
import { casesOf } from '../../lab/hunt/hunt.ts';
import type { Chosen } from '../../plugins/choose-policies.ts';
import { parsePolicy } from '../../policies/registry.ts';
import type { HuntArguments } from '../commands/hunt.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { UsageError } from '../usage-error.ts';
import { counted } from './findings.ts';
import { type Hunted, hunting } from './hunt-setup.ts';
import { writeFound } from './write-found.ts';

/** Kinds of loss that are kept for the one pair. */
const KINDS = 128;

/** Hunts for cases in which one policy loses to another, and prints them. */
export async function hunt(args: HuntArguments, io: Io): Promise<ExitCode> {
  const { worse, than } = pairOf(args);
  const pairsOf = ({ definitions }: Chosen) => {
    const [loser, winner] = [worse, than].map((text) => parsePolicy(text, definitions).label);
    if (loser !== winner) return [{ worse: loser!, than: winner! }];
    throw new UsageError(`a policy cannot lose to itself ('${loser}')`, 'name another one with --than');
  };
  const wanted = { policy: [worse, than], pairsOf, kinds: KINDS };
  return await hunting(wanted, args, io, (hunted) => showCases(hunted, args, io));
}

function pairOf({ worse, than }: HuntArguments): { worse: string; than: string } {
  if (worse !== undefined && than !== undefined) return { worse, than };
  const missing = worse === undefined ? '--worse' : '--than';
  throw new UsageError(
    `'${missing}' is missing: a hunt is for a policy that loses to another`,
    "say 'hunt --worse POLICY --than POLICY', or 'hunt --all-pairs'",
  );
}

async function showCases(
  { searched, request, crew }: Hunted,
  { cases: most, out }: HuntArguments,
  io: Io,
): Promise<ExitCode> {
  const { corpus, tries, judged, seen } = searched;
  const cases = await casesOf(request, corpus, 0, most, crew);
  const { worse, than } = request.pairs[0]!;
  const found = cases.length === 0 ? 'none' : counted(cases.length, 'case');
  const head = [
    `${worse} against ${than} by ${request.metric}: ${found} in ${tries} tries from seed ${request.seed}.`,
    `${judged} of the tries could be run; they showed ${seen} different decisions and outcomes.`,
  ];
  if (cases.length === 0) {
    io.out(`${head.join('\n')}\n`);
    return EXIT.findings;
  }
  const text = casesText(cases, request.family.given, head);
  writeFound({ 'cases.scn': text }, out, io);
  io.out(text);
  return EXIT.fine;
}
