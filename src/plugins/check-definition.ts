import { shownValue, thrownText } from '../policies/plain-answer.ts';
import {
  apiVersion,
  type Fact,
  type OptionDeclaration,
  type PolicyDefinition,
  TELLERS,
} from '../policies/policy.ts';
import { PluginError } from './plugin-error.ts';

const FACTS: Readonly<Record<Fact, true>> = {
  startPfn: true,
  action: true,
  maxOrder: true,
  pa: true,
  ranges: true,
  bar: true,
  execFolioOrder: true,
  region: true,
};

/**
 * Checks what a plug-in exports and fills in what it may leave out.
 * @throws PluginError that names the field, the reason and the mend.
 */
export function checkDefinition(
  exported: unknown,
  file: string,
  taken: ReadonlySet<string>,
): PolicyDefinition {
  try {
    return checkedDefinition(exported, file, taken);
  } catch (error) {
    if (error instanceof PluginError) throw error;
    throw new PluginError(
      file,
      `its definition ${thrownText(error)}`,
      'write a plain object, without getters',
    );
  }
}

function checkedDefinition(exported: unknown, file: string, taken: ReadonlySet<string>): PolicyDefinition {
  const fail: Fail = (reason, hint) => {
    throw new PluginError(file, reason, hint);
  };
  if (typeof exported !== 'object' || exported === null) {
    return fail(
      'has no default export that is a policy',
      'write: export default definePolicy({ id: …, needs: [], propose() { … } })',
    );
  }
  const wanted: Partial<PolicyDefinition> = { ...exported };
  checkVersion(wanted.apiVersion, fail);
  const { id, needs = [], propose, create, options = {} } = wanted;
  if (typeof id !== 'string' || !/^[a-z][\w.-]*$/.test(id)) {
    return fail(`its id is ${shownValue(id)}`, "an id is lower-case words and dashes: id: 'my-policy'");
  }
  if (taken.has(id)) return fail(`its id '${id}' belongs to another policy`, 'choose another id');
  if (!Array.isArray(needs))
    return fail('its needs are no array', "write: needs: ['startPfn'], or needs: []");
  const unknown = needs.find((fact) => typeof fact !== 'string' || !Object.hasOwn(FACTS, fact));
  if (unknown !== undefined) {
    return fail(
      `it needs ${shownValue(unknown)}, which nobody can tell`,
      `facts: ${Object.keys(FACTS).join(', ')}`,
    );
  }
  if (typeof propose !== 'function' && typeof create !== 'function') {
    return fail(
      'it has neither propose() nor create()',
      'propose(request, machine, options) answers a list of searches',
    );
  }
  checkOptions(options, fail);
  checkClaims(wanted.claims, fail);
  const toldBy = wanted.toldBy ?? (needs.length === 0 ? 'nobody' : 'driver');
  if (!TELLERS.includes(toldBy))
    return fail(`toldBy is ${shownValue(toldBy)}`, `it is one of ${TELLERS.join(', ')}`);
  return {
    ...wanted,
    id,
    needs,
    toldBy,
    summary: typeof wanted.summary === 'string' ? wanted.summary : id,
    source: typeof wanted.source === 'string' ? wanted.source : file,
  } as PolicyDefinition;
}

type Fail = (reason: string, hint: string) => never;

function checkVersion(declared: unknown, fail: Fail): void {
  if (declared === undefined || declared === apiVersion) return;
  const newer = typeof declared === 'number' && declared > apiVersion;
  fail(
    `it was written for API version ${shownValue(declared)}, and this policy-lab has version ${apiVersion}`,
    newer ? 'use a newer policy-lab' : `see what changed, then write: apiVersion: ${apiVersion}`,
  );
}

const CONGRUENT_TO: readonly unknown[] = ['pfn', 'pgoff', 'nothing'];
const KINDS: readonly unknown[] = ['anon', 'anon-shared', 'file', 'device'];

function checkClaims(claims: PolicyDefinition['claims'], fail: Fail): void {
  if (claims === undefined) return;
  if (!CONGRUENT_TO.includes(claims?.congruentTo)) {
    fail(
      `it claims to be congruent to ${shownValue(claims?.congruentTo)}`,
      "write: claims: { congruentTo: 'pfn' }, or 'pgoff', or 'nothing'",
    );
  }
  const { kinds } = claims;
  if (kinds === undefined || (Array.isArray(kinds) && kinds.every((kind) => KINDS.includes(kind)))) return;
  fail(
    `it claims to speak of the kinds ${Array.isArray(kinds) ? kinds.map(shownValue).join(', ') : shownValue(kinds)}`,
    `kinds: ${KINDS.join(', ')}`,
  );
}

function checkOptions(options: Readonly<Record<string, OptionDeclaration>>, fail: Fail): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    fail(
      `its options are ${shownValue(options)}`,
      "write: options: { name: { values: ['off', 'on'], meaning: '…' } }",
    );
  for (const [name, option] of Object.entries(options)) {
    const fine =
      Array.isArray(option?.values) &&
      option.values.length > 0 &&
      option.values.every((v) => typeof v === 'string');
    if (!fine)
      fail(
        `option '${name}' has no values`,
        `write: ${name}: { values: ['off', 'on'], meaning: '…' }; the first is the default`,
      );
  }
}
