import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { LabError, systemReason } from '../../lab/lab-error.ts';
import { mapOfMoments, mapOfPolicies } from '../../report/map/draw-map.ts';
import { mapSvg } from '../../report/map/svg.ts';
import { MAP_STYLES } from '../../report/map/svg-style.ts';
import { mapText } from '../../report/map/text.ts';
import type { ExplainArguments } from '../commands/explain.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { UsageError, unknownName } from '../usage-error.ts';
import { explainedCell, mappingNames } from './explained-cell.ts';

/** Most moments that one picture shows. */
const MOST_FRAMES = 48;

/** Draws where everything lies, under each policy or at several moments. @throws UsageError for names that do not exist. */
export async function explainMap(args: ExplainArguments, io: Io): Promise<ExitCode> {
  const { mapping, svg, style, frames } = args;
  if (frames !== undefined && !(Number.isInteger(frames) && frames >= 2 && frames <= MOST_FRAMES)) {
    throw new UsageError(`--frames cannot be ${frames}`, `a whole number from 2 to ${MOST_FRAMES}`);
  }
  const { plan, policies } = await explainedCell(args, io);
  const names = mappingNames(plan);
  if (mapping !== undefined && !names.includes(mapping)) throw unknownName('mapping', mapping, names);
  const map = frames === undefined ? mapOfPolicies(plan, policies) : mapOfMoments(plan, policies[0]!, frames);
  if (svg !== undefined) {
    const named = mapping === undefined ? {} : { mapping };
    write(path.resolve(io.cwd, svg), svg, mapSvg(map, { style: MAP_STYLES[style], ...named }));
    io.err(`policy-lab: wrote ${svg}\n`);
  }
  if (args.map || svg === undefined) io.out(`${mapText(map, io.width, mapping).join('\n')}\n`);
  return EXIT.fine;
}

function write(file: string, shown: string, text: string): void {
  try {
    writeFileSync(file, `${text}\n`);
  } catch (error) {
    throw new LabError(
      'output-unwritable',
      `cannot write '${shown}': ${systemReason(error)}`,
      'choose another file',
    );
  }
}
