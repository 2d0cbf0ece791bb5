/** The browser's gate for texts that could become code; only what passes here may. */
interface Gate {
  createHTML(text: string): string;
  createScriptURL(url: string): string;
}

interface GateMaker {
  createPolicy(name: string, rules: Gate): Gate;
}

const rules: Gate = { createHTML: (text) => text, createScriptURL: (url) => url };

const maker = (globalThis as { readonly trustedTypes?: GateMaker }).trustedTypes;

/**
 * The page's Content-Security-Policy demands trusted types: no string becomes markup or a script but through this gate.
 * Two do: the map, which is read as XML and sifted, and the address of the page's own workers.
 */
export const trusted: Gate = maker?.createPolicy('policy-lab', rules) ?? rules;
