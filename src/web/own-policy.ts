import type { PolicyTerm } from '../language/services/vocabulary.ts';
import { PolicyEditor } from './editor/policy-editor.ts';
import { element, part } from './page/element.ts';
import template from './policy-template.txt?raw';

/** Milliseconds without a keystroke after which a changed policy is loaded. */
const PAUSE = 400;

/** How the page's own policy fares. */
type State =
  | { readonly kind: 'none' }
  /** It came with a link, and the reader has not agreed. */
  | { readonly kind: 'asks' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'runs'; readonly id: string; readonly summary: string }
  | { readonly kind: 'refused'; readonly reason: string; readonly hint: string };

/** The page's own policy: its editor, and whether it runs. Source goes to `use`; undefined takes the policy away. */
export class OwnPolicy {
  readonly #editor: PolicyEditor;
  readonly #use: (source: string | undefined) => void;
  #state: State = { kind: 'none' };
  #pause: number | undefined;

  constructor(use: (source: string | undefined) => void) {
    this.#use = use;
    this.#editor = new PolicyEditor(part('policy-editor'), () => this.#changed());
    this.#show({ kind: 'none' });
  }

  /** The source as it stands in the editor; empty where there is none. */
  get source(): string {
    return this.#editor.source.trim() === '' ? '' : this.#editor.source;
  }

  /** Puts a policy of a link in the editor. It runs only when the reader says so. */
  offer(source: string): void {
    this.#set(source);
    this.#show({ kind: source === '' ? 'none' : 'asks' });
    this.#use(undefined);
  }

  /** Whether the reader is still to be asked. */
  get asks(): boolean {
    return this.#state.kind === 'asks';
  }

  loaded({ id, summary }: PolicyTerm): void {
    this.#show({ kind: 'runs', id, summary });
  }

  refused(reason: string, hint: string): void {
    this.#show({ kind: 'refused', reason, hint });
  }

  #set(source: string): void {
    this.#editor.replace(source);
    clearTimeout(this.#pause);
  }

  #changed(): void {
    clearTimeout(this.#pause);
    if (this.#state.kind === 'asks') return;
    this.#pause = window.setTimeout(() => this.#run(), PAUSE);
  }

  #run(): void {
    const { source } = this;
    this.#show({ kind: source === '' ? 'none' : 'loading' });
    this.#use(source === '' ? undefined : source);
  }

  #drop(): void {
    this.#set('');
    this.#run();
  }

  #write(): void {
    this.#set(template);
    this.#run();
  }

  #show(state: State): void {
    this.#state = state;
    const place = part('policy-state');
    place.className = `policy-state ${state.kind}`;
    place.replaceChildren(...this.#words(state));
    part('tab-policy').classList.toggle('asks', state.kind === 'asks');
  }

  #words(state: State): (HTMLElement | string)[] {
    const button = (text: string, act: () => void) => {
      const made = element('button', { type: 'button' }, text);
      made.addEventListener('click', act);
      return made;
    };
    if (state.kind === 'none')
      return [
        'A policy of your own, in JavaScript: one more row. ',
        button('Begin with an example', () => this.#write()),
      ];
    if (state.kind === 'asks')
      return [
        'This link brings a policy: a program that somebody else wrote. It would run in this page, in a thread that ' +
          'reaches no network and can be stopped. Read it, then: ',
        button('Run it', () => this.#run()),
        button('Leave it out', () => this.#drop()),
      ];
    if (state.kind === 'loading') return ['Loading …'];
    if (state.kind === 'refused') return [`It cannot be used: ${state.reason}. ${state.hint}`];
    return [`${state.id} runs: ${state.summary} `, button('Take it away', () => this.#drop())];
  }
}
