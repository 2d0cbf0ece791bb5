import { element, part } from './element.ts';

/** One thing that can be saved. */
export interface Saving {
  readonly text: string;
  save(): void;
}

/** The menu of what can be saved. It closes after a choice, on Escape, and when the focus leaves it. */
export function saveMenu(savings: readonly Saving[]): void {
  const menu = part<HTMLDetailsElement>('save');
  const close = () => {
    menu.open = false;
  };
  const items = savings.map(({ text, save }) => {
    const button = element('button', { type: 'button' }, text);
    button.addEventListener('click', () => {
      close();
      save();
    });
    return button;
  });
  part('save-items').replaceChildren(...items);
  menu.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') close();
  });
  menu.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !menu.contains(relatedTarget)) close();
  });
}
