import type { RecordingSetup } from '../../import/setup.ts';
import { findRecording, loadSetup } from '../../lab/recording-files.ts';
import { replayLog } from '../../lab/replay-log.ts';
import { parsePolicy } from '../../policies/registry.ts';
import type { ReplayArguments } from '../commands/replay.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { replayJson, replayProblems, replayText, unreadable } from './replay-text.ts';

/** Replays a recording and says how it went. */
export function replay(args: ReplayArguments, io: Io): ExitCode {
  const places = findRecording(args, io.cwd);
  const setup = overridden(loadSetup(places, io.cwd), args);
  const policy = parsePolicy(args.as ?? setup.policy ?? 'linux');
  const result = replayLog(places, setup, policy, io.cwd);
  if (args.json) io.out(replayJson(result, policy.label));
  else {
    io.err(replayProblems(result));
    io.out(replayText(result));
  }
  const { outcome, vmas } = result;
  const found = outcome.different > 0 || (vmas?.different ?? 0) > 0 || unreadable(result);
  return found ? EXIT.findings : EXIT.fine;
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
