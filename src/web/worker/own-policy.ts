import { checkDefinition } from '../../plugins/check-definition.ts';
import type { PolicyDefinition } from '../../policies/policy.ts';
import * as library from '../../policies/policy-library.ts';
import { BUILT_IN } from '../../policies/registry.ts';

/** Where a policy's module finds what it imports from 'policy-lab'. */
const PLACE = 'policyLab';

/**
 * Loads a policy from the text of a JavaScript module, as `--plugin` loads it from a file: its default export. What it
 * imports from 'policy-lab' is this very program; anything else it cannot import.
 * @throws PluginError, or what the module throws.
 */
export async function loadOwnPolicy(source: string): Promise<PolicyDefinition> {
  Object.assign(globalThis, { [PLACE]: library });
  const names = Object.keys(library).join(', ');
  const shared = moduleOf(`export const { ${names} } = globalThis.${PLACE};`);
  const own = moduleOf(source.replace(/(\bfrom\s*)(['"])policy-lab\2/g, `$1$2${shared}$2`));
  try {
    const exported: unknown = ((await import(/* @vite-ignore */ own)) as { default?: unknown }).default;
    return checkDefinition(exported, 'the policy', new Set(BUILT_IN.map(({ id }) => id)));
  } finally {
    URL.revokeObjectURL(own);
    URL.revokeObjectURL(shared);
  }
}

function moduleOf(text: string): string {
  return URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
}
