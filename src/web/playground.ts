import { ScenarioEditor } from './editor/scenario-editor.ts';
import { EXAMPLES } from './examples.ts';
import { keep, kept } from './link/kept.ts';
import type { Shared } from './link/link.ts';
import { OwnPolicy } from './own-policy.ts';
import { part } from './page/element.ts';
import { say } from './page/message.ts';
import { Policies } from './page/policies.ts';
import { problemsView } from './page/problems.ts';
import { Progress } from './page/progress.ts';
import { type Choice, Results } from './page/results.ts';
import { connectTabs, showTab } from './page/tabs.ts';
import { Stopwatch } from './stopwatch.ts';
import { LabThread, type PageAnswer } from './threads/lab-thread.ts';
import { LanguageThread } from './threads/language-thread.ts';
import { connectTools } from './tools.ts';
import { EDITED } from './worker/edited.ts';
import type { ScenarioPlace } from './worker/messages.ts';

/** The whole page: what the reader chose, what is asked, and where answers go. */
export class Playground {
  readonly #language = new LanguageThread();
  readonly #progress = new Progress(part('progress'), part('results'));
  readonly #stopwatch = new Stopwatch();
  readonly #lab: LabThread;
  readonly #editor: ScenarioEditor;
  readonly #own: OwnPolicy;
  readonly #policies: Policies;
  readonly #results: Results;
  #places: readonly ScenarioPlace[] = [];
  /** The scenario that is shown; empty for all of them. */
  #shown = '';
  #question = 0;
  #all = false;
  #choice: Choice = { point: '', seed: null, mapping: '', explained: '' };

  constructor() {
    this.#lab = new LabThread({
      answer: (answer) => this.#take(answer),
      policyHangs: (seconds) => this.#policyHangs(seconds),
    });
    this.#results = new Results({
      chosen: (change) => {
        this.#choice = { ...this.#choice, ...change };
        this.#ask();
      },
      scenarioChosen: (start) => this.#showScenario(start),
    });
    this.#policies = new Policies(() => this.#ask());
    this.#editor = new ScenarioEditor(part('scenario-editor'), EXAMPLES[0]!.text, this.#language, {
      changed: () => this.#ask(),
      moved: (offset) => this.#follow(offset),
      checked: (diagnostics, text) => {
        const problems = problemsView(diagnostics, EDITED, text, (offset) => {
          this.#editor.goTo(offset);
          this.#editor.focus();
        });
        part('problems').replaceChildren(...problems);
      },
    });
    this.#own = new OwnPolicy((source) => this.#usePolicy(source));
    connectTabs();
    connectTools({
      shared: () => this.#shared(),
      open: (shared) => this.#open(shared),
      picture: () => this.#results.picture,
      csv: () => this.#lab.askCsv(),
      format: () => void this.#format(),
    });
    const before = kept();
    if (before && location.hash === '') this.#open(before);
    else this.#ask();
  }

  #shared(): Shared {
    const { text } = this.#editor;
    return { text, policies: this.#policies.labels, all: this.#all, policy: this.#own.source };
  }

  /** Shows what a link or an example holds. A policy in it waits until the reader agrees. */
  #open({ text, policies, all, policy }: Shared): void {
    this.#all = all;
    this.#choice = { point: '', seed: null, mapping: '', explained: '' };
    this.#policies.tick(policies);
    this.#own.offer(policy);
    showTab(policy === '' ? 'scenario' : 'policy');
    this.#editor.replace(text);
    this.#ask();
  }

  /** Asks for everything that the page shows, as the text and the choices now are. */
  #ask(): void {
    const { text, caret } = this.#editor;
    keep(this.#shared());
    this.#stopwatch.start();
    this.#progress.begin();
    this.#results.busy(true);
    this.#lab.ask({
      kind: 'show',
      id: ++this.#question,
      text,
      shown: this.#all ? 'all' : caret,
      policies: this.#policies.labels,
      ...this.#choice,
      width: this.#results.width,
    });
  }

  /** The scenario in which the caret stands is the one that is shown. */
  #follow(caret: number): void {
    const place = this.#places.findLast(({ start }) => start <= caret) ?? this.#places[0];
    if (!this.#all && place && place.name !== this.#shown) this.#ask();
  }

  #showScenario(start: number | 'all'): void {
    this.#all = start === 'all';
    if (start !== 'all') this.#editor.goTo(start);
    this.#ask();
  }

  #take(answer: PageAnswer): void {
    if (answer.kind === 'policy') {
      const { policy } = answer;
      this.#own.loaded(policy);
      this.#policies.own({ label: policy.id, about: policy.summary });
      this.#language.ownPolicy = policy;
      this.#editor.recheck();
      this.#ask();
    } else if (answer.kind === 'policy-refused') this.#own.refused(answer.reason, answer.hint);
    else if (answer.id === this.#question) this.#show(answer);
  }

  #show(answer: Exclude<PageAnswer, { readonly kind: 'policy' | 'policy-refused' }>): void {
    if (answer.kind === 'checked') {
      this.#places = answer.scenarios;
      this.#shown = answer.shown;
      this.#results.scenarios(answer.scenarios, answer.shown);
      this.#results.outdated(answer.scenarios.length === 0);
    } else if (answer.kind === 'cell') this.#progress.cell(answer.done, answer.total, answer.policy);
    else if (answer.kind === 'tables') {
      this.#results.tables(answer.tables);
      this.#progress.end();
      this.#stopwatch.stop();
    } else if (answer.kind === 'detail') this.#results.detail(answer.detail);
    else {
      this.#progress.end();
      this.#results.busy(false);
      if (answer.kind === 'defect') say(`policy-lab failed: ${answer.message}`, 'trouble');
    }
  }

  #usePolicy(source: string | undefined): void {
    this.#language.ownPolicy = undefined;
    this.#policies.own(undefined);
    this.#lab.setPolicy(source);
    this.#editor?.recheck();
    this.#ask();
  }

  #policyHangs(seconds: number): void {
    this.#policies.own(undefined);
    this.#language.ownPolicy = undefined;
    this.#own.refused(
      `it gave no answer within ${seconds} s and was stopped`,
      'change it, and it runs again',
    );
    say('Your policy was stopped: it gave no answer.', 'trouble');
    this.#ask();
  }

  async #format(): Promise<void> {
    const { text } = this.#editor;
    const formatted = await this.#language.ask('format', text);
    if (formatted === undefined) say('The scenario has mistakes of form: mend them first.', 'trouble');
    else if (text === this.#editor.text) this.#editor.reform(formatted);
  }
}
