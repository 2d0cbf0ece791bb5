import path from 'node:path';
import { drawFigures } from '../../lab/draw-figures.ts';
import { readResults } from '../../lab/read-results.ts';
import { replayable } from '../../lab/replay-results.ts';
import { type DrawnFigure, writeFigures } from '../../lab/write-figures.ts';
import { figuresOfResults } from '../../report/figures/all-figures.ts';
import { PRESETS } from '../../report/figures/preset.ts';
import { replayedFigures } from '../../report/figures/replayed-figures.ts';
import type { FiguresArguments } from '../commands/figures.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';

/** Draws every figure of a run. @throws LabError where there are no results, or no place for figures. */
export async function figures(args: FiguresArguments, io: Io): Promise<ExitCode> {
  const results = readResults(path.resolve(io.cwd, args.results), args.results);
  const preset = PRESETS[args.preset];
  const again = replayable(results.manifest, io.cwd);
  const all = [
    ...figuresOfResults(results, preset),
    ...replayedFigures(results, again.plan, again.policies, preset),
  ];
  const svgs = await drawFigures(all);
  const drawn: DrawnFigure[] = all.map((figure, i) => ({ figure, svg: svgs[i]!, spec: figure.spec }));
  const out = args.out ?? path.join(args.results, 'figures');
  writeFigures(path.resolve(io.cwd, out), out, drawn, args.pdf);
  if (!args.quiet) {
    const missing = again.missing.map((why) => `policy-lab: not replayed: ${why}\n`);
    io.err(`${missing.join('')}policy-lab: wrote ${drawn.length} figures to ${out}\n`);
  }
  return EXIT.fine;
}
