import { part } from './element.ts';

const TABS = ['scenario', 'policy'] as const;

/** One of the two things that can be edited. */
export type Tab = (typeof TABS)[number];

/** Shows one tab. */
export function showTab(shown: Tab): void {
  for (const tab of TABS) {
    const button = part(`tab-${tab}`);
    button.setAttribute('aria-selected', String(tab === shown));
    button.tabIndex = tab === shown ? 0 : -1;
    part(`pane-${tab}`).hidden = tab !== shown;
  }
  part('format').hidden = shown !== 'scenario';
}

/** Makes tabs work by click and by arrow keys. */
export function connectTabs(): void {
  for (const tab of TABS) {
    const other = tab === 'scenario' ? 'policy' : 'scenario';
    const button = part(`tab-${tab}`);
    button.addEventListener('click', () => showTab(tab));
    button.addEventListener('keydown', ({ key }) => {
      if (key !== 'ArrowLeft' && key !== 'ArrowRight') return;
      showTab(other);
      part(`tab-${other}`).focus();
    });
  }
}
