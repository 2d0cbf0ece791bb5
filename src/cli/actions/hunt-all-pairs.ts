import { casesText } from '../../hunt/case.ts';
import { matrixOf } from '../../hunt/duels.ts';
import { matrixCsv, matrixMarkdown, matrixText } from '../../hunt/matrix-text.ts';
import { shrunkOf } from '../../lab/hunt/hunt.ts';
import type { Chosen } from '../../plugins/choose-policies.ts';
import type { HuntArguments } from '../commands/hunt.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { type Hunted, hunting } from './hunt-setup.ts';
import { writeFound } from './write-found.ts';

/** Kinds of loss that are kept for a pair, and how many of them are shrunk. */
const KINDS = 4;
const SHRUNK = 2;

/** Hunts for every ordered pair of policies at once, and prints who loses to whom. */
export async function huntAllPairs(args: HuntArguments, io: Io): Promise<ExitCode> {
  const policy = args.policy === undefined ? undefined : [args.policy].flat();
  return await hunting({ policy, pairsOf: orderedPairs, kinds: KINDS }, args, io, (hunted) =>
    showMatrix(hunted, args, io),
  );
}

/** Every ordered pair of policies that place anything. */
function orderedPairs({ policies }: Chosen) {
  const labels = policies.filter(({ definition }) => !definition.bound).map(({ label }) => label);
  return labels.flatMap((worse) => labels.filter((than) => than !== worse).map((than) => ({ worse, than })));
}

async function showMatrix(
  { searched, request, settings, crew }: Hunted,
  { out }: HuntArguments,
  io: Io,
): Promise<ExitCode> {
  const shrunk = await shrunkOf(request, searched.corpus, SHRUNK, crew);
  const matrix = matrixOf(shrunk, settings, { tries: searched.tries, seed: request.seed });
  const head = [
    `${matrix.decided.length} of ${request.pairs.length} ordered pairs by ${request.metric},`,
    `in ${searched.tries} tries from seed ${request.seed}.`,
  ];
  writeFound(
    {
      'matrix.txt': matrixText(matrix),
      'matrix.md': matrixMarkdown(matrix),
      'matrix.csv': matrixCsv(matrix),
      'duels.scn': casesText(matrix.duels, request.family.given, head),
    },
    out,
    io,
  );
  io.out(matrixText(matrix));
  return matrix.decided.length > 0 ? EXIT.fine : EXIT.findings;
}
