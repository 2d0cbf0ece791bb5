import { type HuntedCase, huntedCase } from '../../hunt/case.ts';
import type { Finding, Pair } from '../../hunt/corpus.ts';
import type { Situation } from '../../hunt/situation.ts';
import { type HuntSettings, makeTry, type Try } from '../../hunt/tries.ts';

/** Work for one thread. Plain data. */
export type Task =
  | { readonly kind: 'tries'; readonly tries: readonly Try[] }
  | { readonly kind: 'case'; readonly found: Situation; readonly pair: Pair; readonly name: string };

/** What a task came to: one finding a try, undefined where the try came to none. */
export type TaskResult =
  | { readonly kind: 'tries'; readonly findings: readonly (Finding | undefined)[] }
  | { readonly kind: 'case'; readonly hunted: HuntedCase };

/** Does a task right here. */
export function doTask(task: Task, settings: HuntSettings): TaskResult {
  if (task.kind === 'tries')
    return { kind: 'tries', findings: task.tries.map((one) => makeTry(one, settings)) };
  return { kind: 'case', hunted: huntedCase(task.found, task.pair, settings, task.name) };
}
