import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Claim } from '../../lab/claims/claim.ts';
import { readClaims } from '../../lab/claims/read-claims.ts';
import { type ClaimOutcome, runClaim } from '../../lab/claims/run-claim.ts';
import { expandInputs } from '../../lab/expand-inputs.ts';
import { LabError } from '../../lab/lab-error.ts';
import { loadScenarios } from '../../lab/load-scenarios.ts';
import { packageRoot } from '../../lab/package-root.ts';
import { readText } from '../../lab/read-text.ts';
import { renderDiagnostics } from '../../language/render/text.ts';
import { checkSettings } from '../../metrics/check-settings.ts';
import { BUILT_IN } from '../../policies/registry.ts';
import { humanSize } from '../../report/human-text.ts';
import { wrapText } from '../../report/text.ts';
import type { ReproduceArguments } from '../commands/reproduce.ts';
import { budgetsOf } from '../commands/shared-options.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { unknownName } from '../usage-error.ts';
import { hasErrors, problemText } from './findings.ts';
import { stoppable } from './stoppable.ts';

/** Where claims stand, in a project and in the package. */
const CLAIMS = path.join('results', 'claims.yaml');

/** Runs what is claimed again and says what holds; exit code 1 where something does not. */
export async function reproduce(args: ReproduceArguments, io: Io): Promise<ExitCode> {
  const { file, shown } = claimsFile(args.claims, io.cwd);
  const claims = chosen(claimsIn(file, shown), args.ids);
  if (args.list) {
    for (const { id, says, in: document } of claims)
      io.out(`${wrapText(`${id}: ${says} (${document})`, io.width)}\n`);
    return EXIT.fine;
  }
  const files = await expandInputs(args.files, {
    cwd: io.cwd,
    shipped: path.join(packageRoot(), 'scenarios'),
  });
  const loaded = loadScenarios(files, checkSettings(BUILT_IN, budgetsOf(args)), io.cwd);
  if (hasErrors(loaded)) {
    const errors = loaded.diagnostics.filter(({ severity }) => severity === 'error');
    io.err(`${loaded.problems.map(problemText).join('')}${renderDiagnostics(errors, loaded.texts)}\n`);
    return EXIT.findings;
  }
  const outcomes = await stoppable(async (signal) => {
    const host = { loaded, folder: path.dirname(file), cwd: io.cwd, workers: args.workers, signal };
    const ended: ClaimOutcome[] = [];
    for (const claim of claims) {
      const outcome = await runClaim(claim, host);
      ended.push(outcome);
      if (!args.json) io.out(outcomeText(outcome, io.width));
    }
    return ended;
  });
  io.out(args.json ? jsonText(outcomes) : `${summaryText(outcomes)}\n`);
  return outcomes.every(({ objections }) => objections.length === 0) ? EXIT.fine : EXIT.findings;
}

function claimsFile(
  asked: string | undefined,
  cwd: string,
): { readonly file: string; readonly shown: string } {
  if (asked !== undefined) return { file: path.resolve(cwd, asked), shown: asked };
  const own = path.join(cwd, CLAIMS);
  const file = existsSync(own) ? own : path.join(packageRoot(), CLAIMS);
  return { file, shown: path.relative(cwd, file) };
}

function claimsIn(file: string, shown: string): readonly Claim[] {
  const read = readText(file);
  if ('text' in read) return readClaims(read.text, shown);
  throw new LabError(
    'no-such-input',
    `cannot read the claims '${shown}': ${read.error}`,
    'name them with --claims FILE',
  );
}

function chosen(claims: readonly Claim[], ids: readonly string[]): readonly Claim[] {
  const known = claims.map(({ id }) => id);
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown !== undefined) throw unknownName('claim', unknown, known);
  return ids.length === 0 ? claims : claims.filter(({ id }) => ids.includes(id));
}

function outcomeText({ claim, objections, cells, seconds, peakBytes }: ClaimOutcome, width: number): string {
  const word = objections.length === 0 ? 'PASS' : 'FAIL';
  const cost = `${seconds.toFixed(1)} s, ${humanSize(peakBytes)}, ${cells} cells`;
  const wrong = objections.length === 0 ? [] : [`${claim.in} says: ${claim.says}`, ...objections];
  return [
    `${word}  ${claim.id}  (${cost})`,
    ...wrong.map((line) => wrapText(`      ${line}`, width)),
    '',
  ].join('\n');
}

function summaryText(outcomes: readonly ClaimOutcome[]): string {
  const held = outcomes.filter(({ objections }) => objections.length === 0).length;
  const seconds = outcomes.reduce((sum, each) => sum + each.seconds, 0);
  const peak = outcomes.reduce((most, each) => Math.max(most, each.peakBytes), 0);
  return `${held} of ${outcomes.length} claims hold; ${seconds.toFixed(1)} s, at most ${humanSize(peak)} of memory`;
}

function jsonText(outcomes: readonly ClaimOutcome[]): string {
  const value = outcomes.map(({ claim, objections, ...cost }) => ({
    id: claim.id,
    holds: objections.length === 0,
    objections,
    ...cost,
  }));
  return `${JSON.stringify({ claims: value }, null, 2)}\n`;
}
