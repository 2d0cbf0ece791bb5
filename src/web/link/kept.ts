import { type Shared, sharedFrom } from './link.ts';

/** Where the browser keeps a tab's state over a reload. */
const PLACE = 'policy-lab';

/** Keeps what the reader has made, for a reload of this tab. A browser that keeps nothing is fine. */
export function keep(shared: Shared): void {
  try {
    sessionStorage.setItem(PLACE, JSON.stringify(shared));
  } catch {
    // Storage is full or forbidden: a reload begins anew.
  }
}

/** What this tab had before it was loaded again. */
export function kept(): Shared | undefined {
  try {
    const text = sessionStorage.getItem(PLACE);
    return text === null ? undefined : sharedFrom(JSON.parse(text));
  } catch {
    return undefined;
  }
}
