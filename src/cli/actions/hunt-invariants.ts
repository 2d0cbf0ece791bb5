import { INVARIANTS } from '../../hunt/invariants/all.ts';
import { type Breach, simplestBreach } from '../../hunt/invariants/breach.ts';
import { situationText } from '../../hunt/situation-text.ts';
import type { HuntArguments } from '../commands/hunt.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { unknownName } from '../usage-error.ts';
import { type Hunted, hunting } from './hunt-setup.ts';
import { writeFound } from './write-found.ts';

/** Hunts for a situation that breaks an invariant of the lab itself, under every policy. */
export async function huntInvariants(asked: string, args: HuntArguments, io: Io): Promise<ExitCode> {
  const invariants = namesOf(asked);
  const seed = args.seed ?? Date.now() % 2 ** 32;
  const settled = { ...args, seed };
  const policy = args.policy === undefined ? undefined : [args.policy].flat();
  if (!args.quiet) io.err(`policy-lab: invariants ${invariants.join(', ')}, from seed ${seed}\n`);
  return await hunting({ policy, pairsOf: () => [], kinds: 1, invariants }, settled, io, async (hunted) =>
    showBreaches(hunted, invariants, seed, args, io),
  );
}

function namesOf(asked: string): readonly string[] {
  const known = INVARIANTS.map(({ name }) => name);
  if (asked === '') return known;
  if (known.includes(asked)) return [asked];
  throw unknownName('invariant', asked, known);
}

function showBreaches(
  { searched, settings }: Hunted,
  names: readonly string[],
  seed: number,
  { out, invariant = '' }: HuntArguments,
  io: Io,
): ExitCode {
  const { breaches, tries, judged } = searched;
  const again = `policy-lab hunt --invariant${invariant === '' ? '' : ` ${invariant}`} --seed ${seed} --tries ${tries}`;
  if (breaches.length === 0) {
    io.out(
      `${tries} tries, ${judged} of them run under every policy: ${names.join(', ')} hold.\nagain: ${again}\n`,
    );
    return EXIT.fine;
  }
  const shown = new Map<string, Breach>();
  for (const { situation, breach } of breaches) {
    const own = breach!.text === situationText(situation, settings.judge.given);
    const simplest = own ? simplestBreach(situation, breach!, names, settings.judge) : breach!;
    if (!shown.has(simplest.invariant)) shown.set(simplest.invariant, simplest);
  }
  for (const { invariant: name, message, text } of shown.values()) {
    io.out(`${name} does not hold: ${message}\n${text}\nagain: ${again}\n`);
    writeFound({ [`${name}.scn`]: text }, out, io);
  }
  return EXIT.findings;
}
