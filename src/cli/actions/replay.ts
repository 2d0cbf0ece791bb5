import path from 'node:path';
import type { RecordingSetup } from '../../import/setup.ts';
import { logDevices } from '../../lab/log-devices.ts';
import { findRecording, loadSetup } from '../../lab/recording-files.ts';
import { type LogReplay, replayLog } from '../../lab/replay-log.ts';
import { whatIf } from '../../lab/what-if.ts';
import { summaryOf } from '../../metrics/summary.ts';
import { parsePolicy, parsePolicyList } from '../../policies/registry.ts';
import { setupDevices } from '../../replay/recorded-devices.ts';
import { WhatIfBuilder, type WhatIfProgram } from '../../replay/what-if-program.ts';
import { DEFAULT_HEADLINE } from '../../report/default-headline.ts';
import { headlineNamed } from '../../report/headline.ts';
import { jsonParts } from '../../report/json.ts';
import { reportOf } from '../../report/report.ts';
import { keptFor } from '../../report/tables.ts';
import type { ReplayArguments } from '../commands/replay.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type Io, styleOf } from '../io.ts';
import { replayJson, replayProblems, replayText, uncarriedText, unreadable } from './replay-text.ts';

/** Replays a recording and says how it went; with --policy also what other policies would have made of it. */
export function replay(args: ReplayArguments, io: Io): ExitCode {
  const places = findRecording(args, io.cwd);
  const setup = overridden(loadSetup(places, io.cwd), args);
  const policy = parsePolicy(args.as ?? setup.policy ?? 'linux');
  const named = logDevices([args.device ?? []].flat(), args.lspci, io.cwd);
  const devices = [...setupDevices(setup), ...named];
  let builder: WhatIfBuilder | undefined;
  const collect = (...[settled, machine, regions]: ConstructorParameters<typeof WhatIfBuilder>) => {
    builder = new WhatIfBuilder(settled, machine, regions, devices);
    return builder;
  };
  const wanted = args.policy === undefined ? undefined : parsePolicyList([args.policy].flat().join(','));
  const result = replayLog(places, setup, policy, io.cwd, named, wanted && collect);
  io.err(args.json ? '' : replayProblems(result));
  if (wanted && builder) showWhatIf(builder.build(), result, wanted, args, io);
  if (!wanted || !args.json) io.out(args.json ? replayJson(result, policy.label) : replayText(result));
  const { outcome, vmas } = result;
  const found = outcome.different > 0 || (vmas?.different ?? 0) > 0 || unreadable(result);
  return found ? EXIT.findings : EXIT.fine;
}

/** The tables of `run`, and the calls that no table can speak of. */
function showWhatIf(
  program: WhatIfProgram,
  { machine }: LogReplay,
  policies: ReturnType<typeof parsePolicyList>,
  { log, json, color }: ReplayArguments,
  io: Io,
): void {
  const name = path.basename(log).replace(/\.\w+$/, '');
  const { result, uncarried } = whatIf(name, log, program, machine, policies);
  const headline = headlineNamed(DEFAULT_HEADLINE)!;
  const summary = summaryOf(result, keptFor(headline));
  if (json) for (const part of jsonParts(summary, result.cells, [])) io.out(part);
  else io.out(reportOf(summary, [], { format: 'table', headline, style: styleOf(io, color) }));
  (json ? io.err : io.out)(uncarriedText(uncarried, program.failed));
}

/** The setup with what the command line says over it. */
function overridden(setup: RecordingSetup, { machine, kernel, layout }: ReplayArguments): RecordingSetup {
  return {
    ...setup,
    ...(machine === undefined ? {} : { machine }),
    ...(kernel === undefined ? {} : { kernel }),
    ...(layout === undefined ? {} : { layout }),
  };
}
