import type { PolicyTerm } from '../../language/services/vocabulary.ts';
import languageUrl from '../worker/language-worker.ts?worker&url';
import type { LanguageAnswer, LanguageAnswers, LanguageKind, LanguageQuestion } from '../worker/messages.ts';
import { startWorker } from './start-worker.ts';

/** The worker that knows the language. */
export class LanguageThread {
  /** The page's own policy, which scenarios may name. */
  ownPolicy: PolicyTerm | undefined;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, (answer: LanguageAnswer['answer']) => void>();
  #id = 0;

  constructor() {
    this.#worker = startWorker(languageUrl, 'language');
    this.#worker.addEventListener('message', ({ data }: MessageEvent<LanguageAnswer>) => {
      this.#waiting.get(data.id)?.(data.answer);
      this.#waiting.delete(data.id);
    });
  }

  /** Asks about a text; `at` is an offset of it, where the question has a place. */
  ask<K extends LanguageKind>(kind: K, text: string, at = 0): Promise<LanguageAnswers[K] | undefined> {
    const question: LanguageQuestion = { id: ++this.#id, kind, text, at, ownPolicy: this.ownPolicy };
    return new Promise((resolve) => {
      this.#waiting.set(question.id, (answer) => resolve(answer as LanguageAnswers[K] | undefined));
      this.#worker.postMessage(question);
    });
  }
}
