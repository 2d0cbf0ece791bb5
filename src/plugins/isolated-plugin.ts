import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CellResult } from '../metrics/results.ts';
import type { CellPlan } from '../metrics/run-cell.ts';
import type { ChosenPolicy } from '../policies/chosen-policy.ts';
import type { Options, PolicyDefinition } from '../policies/policy.ts';
import type { CellOutcome } from '../replay/outcome.ts';
import type { ConformanceReport, ConformanceSettings } from './conformance/suite.ts';
import { PluginError } from './plugin-error.ts';
import type { FromHost, ToHost } from './protocol.ts';
import { replyProblem } from './reply-shape.ts';
import { sourceLoader } from './source-loader.ts';

/** What a plug-in may use before its cell is given up. */
export interface PluginLimits {
  /** Wall-clock time for loading, and for each cell. */
  readonly milliseconds: number;
  /** Memory of its process, in MiB. */
  readonly mebibytes: number;
}

/** Generous for a policy, short for a loop that never ends. */
export const DEFAULT_LIMITS: PluginLimits = { milliseconds: 20_000, mebibytes: 1024 };

type Ended =
  | { readonly how: 'answer'; readonly reply: FromHost }
  | { readonly how: 'nonsense' }
  | { readonly how: 'exit'; readonly code: number | null; readonly signal: string | null }
  | { readonly how: 'timeout' }
  | { readonly how: 'memory' };

/** A plug-in in a process of its own, started anew after it dies, given up after its first timeout. */
export class IsolatedPlugin {
  definition!: PolicyDefinition;
  /** SHA-256 of its file. */
  hash = '';
  readonly #file: string;
  readonly #limits: PluginLimits;
  readonly #taken: ReadonlySet<string>;
  #child: ChildProcess | undefined;
  #givenUp = false;

  constructor(file: string, taken: ReadonlySet<string>, limits: PluginLimits = DEFAULT_LIMITS) {
    this.#file = file;
    this.#taken = taken;
    this.#limits = limits;
  }

  /** Loads the file in its process. @throws PluginError where it does not load in time or exports no policy. */
  async load(): Promise<void> {
    const ended = await this.#ask({ tell: 'load', file: this.#file, taken: [...this.#taken] });
    if (ended.how === 'answer' && ended.reply.answer === 'loaded') {
      this.definition = ended.reply.card as PolicyDefinition;
      this.hash = ended.reply.hash;
      return;
    }
    this.close();
    if (ended.how === 'answer' && ended.reply.answer === 'refused') {
      throw new PluginError(this.#file, ended.reply.reason, ended.reply.hint);
    }
    throw new PluginError(
      this.#file,
      `${this.#why(ended)} while it was loaded`,
      'see what its top level does',
    );
  }

  /** Replays one cell under the plug-in. Never throws: whatever happens becomes the cell's status. */
  async run(plan: CellPlan, policy: ChosenPolicy, linux: CellOutcome): Promise<CellResult> {
    if (this.#givenUp) return this.#lost(plan, policy, 'timeout', 'given up after its first timeout');
    if (!this.#child) {
      try {
        await this.load();
      } catch (error) {
        return this.#lost(plan, policy, 'error', (error as Error).message);
      }
    }
    const ended = await this.#ask({ tell: 'run', plan, options: policy.options, linux });
    if (ended.how === 'answer' && ended.reply.answer === 'cell') return ended.reply.cell;
    this.#givenUp = ended.how === 'timeout';
    return this.#lost(plan, policy, ended.how === 'timeout' ? 'timeout' : 'error', this.#why(ended));
  }

  /**
   * Runs the conformance suite under the plug-in.
   * @throws PluginError where it does not come to an end.
   */
  async test(options: Options, settings: ConformanceSettings): Promise<ConformanceReport> {
    const ended = await this.#ask({ tell: 'test', options, settings });
    if (ended.how === 'answer' && ended.reply.answer === 'tested') return ended.reply.report;
    throw new PluginError(
      this.#file,
      `${this.#why(ended)} while it was tested`,
      'look for a loop without an end; --no-isolate runs it under a debugger',
    );
  }

  /** Ends the process. */
  close(): void {
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }

  #ask(message: ToHost): Promise<Ended> {
    this.#child ??= start(this.#limits);
    const child = this.#child;
    holds(child, true);
    return new Promise((resolve) => {
      const finish = (ended: Ended) => {
        clearTimeout(timer);
        clearInterval(watch);
        child.removeAllListeners();
        holds(child, false);
        if (ended.how !== 'answer') this.close();
        resolve(ended);
      };
      const timer = setTimeout(() => finish({ how: 'timeout' }), this.#limits.milliseconds);
      const watch = setInterval(() => {
        if (residentMebibytes(child) > this.#limits.mebibytes) finish({ how: 'memory' });
      }, 50);
      child.on('message', (reply: FromHost) =>
        finish(replyProblem(reply) === undefined ? { how: 'answer', reply } : { how: 'nonsense' }),
      );
      child.on('exit', (code, signal) => finish({ how: 'exit', code, signal }));
      child.on('error', () => finish({ how: 'exit', code: null, signal: null }));
      child.send(message);
    });
  }

  #why(ended: Ended): string {
    const { milliseconds, mebibytes } = this.#limits;
    if (ended.how === 'timeout') return `took longer than ${milliseconds / 1000} s`;
    if (ended.how === 'memory') return `used more than ${mebibytes} MiB of memory`;
    if (ended.how === 'answer' || ended.how === 'nonsense') return 'gave an answer that makes no sense';
    const outOfMemory = ended.signal === 'SIGABRT' || ended.code === 134;
    if (outOfMemory) return `ran out of its ${mebibytes} MiB of memory`;
    return `ended its process (exit code ${ended.code ?? ended.signal ?? 'none'})`;
  }

  #lost(plan: CellPlan, policy: ChosenPolicy, status: 'error' | 'timeout', message: string): CellResult {
    const name = { scenario: plan.scenario, point: plan.point.label, seed: plan.seed, policy: policy.label };
    return { ...name, status, message, placements: [], coverage: {}, fragmentation: {} };
  }
}

/** Starts the host: the built file beside the program, or its source where the program runs from source. */
function start({ mebibytes }: PluginLimits): ChildProcess {
  const built = fileURLToPath(new URL('./plugin-host.js', import.meta.url));
  const source = fileURLToPath(new URL('./plugin-host.ts', import.meta.url));
  const fromSource = !existsSync(built);
  return fork(fromSource ? source : built, [], {
    execArgv: [`--max-old-space-size=${mebibytes}`, ...(fromSource ? ['--import', sourceLoader()] : [])],
    serialization: 'advanced',
    stdio: ['ignore', 2, 2, 'ipc'],
  });
}

/** Whether the program waits for this process before it ends: only while it owes an answer. */
function holds(child: ChildProcess, waits: boolean): void {
  if (waits) {
    child.ref();
    child.channel?.ref();
  } else {
    child.unref();
    child.channel?.unref();
  }
}

/** Resident memory of a process as Linux tells it; 0 where it does not. */
function residentMebibytes({ pid }: ChildProcess): number {
  try {
    const kib = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kib ?? 0) / 1024;
  } catch {
    return 0;
  }
}
