import { DEFAULT_BUDGETS } from '../../language/budgets.ts';
import type { CheckResult } from '../../language/check.ts';
import type { CheckedScenario } from '../../language/checked-scenario.ts';
import { checkSettings } from '../../metrics/check-settings.ts';
import type { RunResult } from '../../metrics/results.ts';
import { cellByCell, type RunHost, runHere } from '../../metrics/run-walk.ts';
import { vocabulary } from '../../metrics/vocabulary.ts';
import { type ChosenPolicy, choosePolicy } from '../../policies/chosen-policy.ts';
import type { PolicyDefinition } from '../../policies/policy.ts';
import { BUILT_IN, defaultPolicies } from '../../policies/registry.ts';
import { csvOf } from '../../report/csv.ts';
import { detailOf } from './detail.ts';
import { EDITED } from './edited.ts';
import type { LabAnswer, LabMessage, Question } from './messages.ts';
import { loadOwnPolicy } from './own-policy.ts';
import { scenarioAt } from './scenario-at.ts';
import { checkText, SOURCES } from './sources.ts';
import { tablesFor } from './tables.ts';
import { nextTurn } from './turn.ts';

/** Milliseconds of work after which a newer question is looked for. */
const SLICE = 12;

const HOST: RunHost = { text: (path) => SOURCES.get(path) ?? '' };

/** A newer question is there. */
class Outdated extends Error {}

/** Answers the page's questions one after the other; a newer one ends the work on an older one. */
export class Lab {
  readonly #say: (answer: LabAnswer) => void;
  #own: PolicyDefinition | undefined;
  #ready: Promise<void> = Promise.resolve();
  #newest = 0;
  #lastTurn = 0;
  #result: RunResult | undefined;

  constructor(say: (answer: LabAnswer) => void) {
    this.#say = say;
    say({ kind: 'ready' });
  }

  /** Takes a message of the page. */
  take(message: LabMessage): void {
    if (message.kind === 'policy') this.#ready = this.#loadPolicy(message.source);
    else if (message.kind === 'csv') this.#csv();
    else {
      this.#newest = message.id;
      void this.#ready.then(() => this.#answer(message));
    }
  }

  async #loadPolicy(source: string): Promise<void> {
    try {
      this.#own = await loadOwnPolicy(source);
      this.#say({ kind: 'policy', policy: vocabulary([this.#own]).policies[0]! });
    } catch (error) {
      this.#say({ kind: 'policy-refused', ...reasonOf(error) });
    }
  }

  async #answer(question: Question): Promise<void> {
    const { id } = question;
    try {
      await this.#show(question);
      this.#say({ kind: 'done', id });
    } catch (error) {
      if (error instanceof Outdated) return;
      this.#say({
        kind: 'defect',
        id,
        message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    }
  }

  async #show(question: Question): Promise<void> {
    const { id, text, shown } = question;
    if (id !== this.#newest) throw new Outdated();
    const checked = this.#check(text);
    const errors = checked.diagnostics.filter(({ severity }) => severity === 'error').length;
    const scenarios = checked.scenarios.map(({ name, span: { start, end } }) => ({ name, start, end }));
    const chosen = shown === 'all' ? checked.scenarios : scenarioAt(checked.scenarios, shown);
    const name = shown === 'all' ? '' : (chosen[0]?.name ?? '');
    this.#say({ kind: 'checked', id, errors, scenarios, shown: name });
    if (chosen.length === 0) return;
    const policies = this.#chosen(question.policies);
    this.#result = await this.#run(id, chosen, policies);
    this.#say({ kind: 'tables', id, tables: tablesFor(this.#result, new Map([[EDITED, text]])) });
    await this.#breathe(id);
    const detailed = chosen.length === 1 ? chosen[0]! : scenarioAt(checked.scenarios, 0)[0]!;
    const detail = await detailOf(detailed, policies, question, HOST, () => this.#breathe(id));
    this.#say({ kind: 'detail', id, detail });
  }

  #definitions(): readonly PolicyDefinition[] {
    return this.#own ? [...BUILT_IN, this.#own] : BUILT_IN;
  }

  #check(text: string): CheckResult {
    return checkText(text, checkSettings(this.#definitions(), DEFAULT_BUDGETS));
  }

  /** The ticked policies in the order of the lab's tables; the baseline is always there. */
  #chosen(labels: readonly string[]): readonly ChosenPolicy[] {
    const all = [...defaultPolicies(), ...(this.#own ? [choosePolicy(this.#own)] : [])];
    return all.filter(({ label, definition }) => definition.id === 'linux' || labels.includes(label));
  }

  async #run(
    id: number,
    scenarios: readonly CheckedScenario[],
    policies: readonly ChosenPolicy[],
  ): Promise<RunResult> {
    const total = cellCount(scenarios) * policies.length;
    const run = cellByCell(scenarios, policies, HOST);
    let step = run.next();
    for (let done = 0; !step.done; done++) {
      this.#say({ kind: 'cell', id, done, total, policy: step.value.policy.label });
      step = run.next(runHere(step.value));
      await this.#breathe(id);
    }
    return step.value;
  }

  /** Looks for a newer question, when it is time. @throws Outdated */
  async #breathe(id: number): Promise<void> {
    const now = performance.now();
    if (now - this.#lastTurn > SLICE) {
      await nextTurn();
      this.#lastTurn = performance.now();
    }
    if (id !== this.#newest) throw new Outdated();
  }

  #csv(): void {
    const result = this.#result;
    const tables = ['placements', 'coverage', 'fragmentation'] as const;
    const files = result ? tables.map((table) => [`${table}.csv`, csvOf(result, table)] as const) : [];
    this.#say({ kind: 'csv', files });
  }
}

function cellCount(scenarios: readonly CheckedScenario[]): number {
  return scenarios.reduce((sum, { points, seeds }) => sum + points.length * Math.max(1, seeds.length), 0);
}

function reasonOf(error: unknown): { readonly reason: string; readonly hint: string } {
  if (!(error instanceof Error)) return { reason: String(error), hint: HINT };
  const { reason = `${error.name}: ${error.message}`, hint = HINT } = error as {
    reason?: string;
    hint?: string;
  };
  return { reason, hint };
}

const HINT = 'it is a JavaScript module: export default definePolicy({ … })';
