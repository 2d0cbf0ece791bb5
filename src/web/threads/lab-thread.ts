import labUrl from '../worker/lab-worker.ts?worker&url';
import type { CsvFiles, LabAnswer, LabMessage, Question } from '../worker/messages.ts';
import { startWorker } from './start-worker.ts';

/** Milliseconds that an outdated cell may go on before its worker is stopped. */
const PATIENCE = 250;

/** Milliseconds that a policy of the page may take for one cell, or to load. */
const POLICY_LIMIT = 5000;

/** The answers that concern the page; the thread itself takes the others. */
export type PageAnswer = Exclude<LabAnswer, { readonly kind: 'ready' | 'csv' }>;

/** What the thread tells the page. */
export interface LabListener {
  answer(answer: PageAnswer): void;
  /** The page's own policy took too long and is gone. */
  policyHangs(seconds: number): void;
}

/**
 * The worker in which scenarios run. Only the newest question counts: a worker that is still deep in an older one is
 * replaced. One that a policy of the page keeps from answering is stopped.
 */
export class LabThread {
  readonly #listener: LabListener;
  #worker: Worker;
  #ready = false;
  #policy: string | undefined;
  #ownLabel = '';
  #question: Question | undefined;
  #waitsForCsv: ((files: CsvFiles) => void) | undefined;
  #patience: number | undefined;
  #limit: number | undefined;

  constructor(listener: LabListener) {
    this.#listener = listener;
    this.#worker = this.#start();
  }

  /** Asks; what was asked before is forgotten. */
  ask(question: Question): void {
    this.#question = question;
    this.#post(question);
    clearTimeout(this.#patience);
    if (this.#ready) this.#patience = window.setTimeout(() => this.#restart(), PATIENCE);
  }

  /** The tables of the last run as CSV: file name and text; empty where nothing has run. */
  askCsv(): Promise<CsvFiles> {
    return new Promise((resolve) => {
      this.#waitsForCsv = resolve;
      this.#post({ kind: 'csv' });
    });
  }

  /** Gives the thread another policy of the page's own, or none: in a fresh worker, for the old policy may have left traces. */
  setPolicy(source: string | undefined): void {
    this.#policy = source;
    this.#ownLabel = '';
    this.#question = undefined;
    this.#restart();
  }

  #start(): Worker {
    const worker = startWorker(labUrl, 'lab');
    worker.addEventListener('message', ({ data }: MessageEvent<LabAnswer>) => {
      if (worker === this.#worker) this.#take(data);
    });
    worker.addEventListener('error', ({ message }) => {
      this.#listener.answer({
        kind: 'defect',
        id: this.#question?.id ?? 0,
        message: message ?? 'the worker failed',
      });
    });
    return worker;
  }

  #restart(): void {
    clearTimeout(this.#patience);
    clearTimeout(this.#limit);
    this.#worker.terminate();
    this.#ready = false;
    this.#worker = this.#start();
    if (this.#policy !== undefined) this.#post({ kind: 'policy', source: this.#policy });
    if (this.#question) this.#post(this.#question);
  }

  #post(message: LabMessage): void {
    this.#worker.postMessage(message);
  }

  #take(answer: LabAnswer): void {
    clearTimeout(this.#limit);
    if (answer.kind === 'ready') {
      this.#ready = true;
      if (this.#policy !== undefined) this.#watch();
      return;
    }
    if (answer.kind === 'policy') this.#ownLabel = answer.policy.id;
    if ('id' in answer && answer.id === this.#question?.id) clearTimeout(this.#patience);
    if (this.#runsOwnPolicy(answer)) this.#watch();
    if (answer.kind === 'csv') this.#waitsForCsv?.(answer.files);
    else this.#listener.answer(answer);
  }

  /** Whether the page's own policy is at work until the next answer comes. */
  #runsOwnPolicy(answer: LabAnswer): boolean {
    if (this.#ownLabel === '') return false;
    if (answer.kind === 'cell') return answer.policy.split('(')[0] === this.#ownLabel;
    return answer.kind === 'tables' || answer.kind === 'detail';
  }

  /** From here on nothing but the page's own policy runs; it has so much time. */
  #watch(): void {
    if (this.#policy === undefined) return;
    this.#limit = window.setTimeout(() => {
      this.#policy = undefined;
      this.#restart();
      this.#listener.policyHangs(POLICY_LIMIT / 1000);
    }, POLICY_LIMIT);
  }
}
