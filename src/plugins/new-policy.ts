import { apiVersion } from '../policies/policy.ts';

/** The files of a new policy, by name, the policy itself first: it places as one proposal of the thread would. */
export function newPolicyFiles(id: string, extension: 'js' | 'ts'): ReadonlyMap<string, string> {
  return new Map([
    [`${id}.${extension}`, policyText(id)],
    [`${id}.md`, dossierText(id)],
    [`${id}.test.${extension}`, testText(id, extension)],
  ]);
}

function policyText(id: string): string {
  return `import { blockFits, definePolicy, leavesAbovePage } from 'policy-lab';

// The mail: "The driver knows where its memory is. Let it tell mm the first PFN of the mapping, and mm can pick an
// address that is congruent to it modulo the largest leaf of which a whole block fits; if there is no such gap, modulo
// the next smaller one. Everything else stays as it is."
export default definePolicy({
  id: '${id}',
  apiVersion: ${apiVersion}, // of the interface that it was written for
  summary: 'congruent to the start PFN, modulo the largest leaf of which a block fits',
  source: 'who said so, where, when',
  needs: ['startPfn'], // facts; reading one that is not listed here is an error
  toldBy: 'driver', // nobody, mm, file system, driver, user space
  claims: { congruentTo: 'pfn', kinds: ['device'] }, // what \`policy-lab policy test\` holds it to

  // Answers the searches to try in order; after them comes the kernel's own. Bytes.
  propose({ kind, startPfn, lengthBytes }, machine) {
    if (kind !== 'device' || startPfn === undefined) return []; // nothing to say: the kernel places
    const pa = startPfn * machine.pageBytes;
    return leavesAbovePage(machine) // 1G and 2M on x86-64, largest first
      .filter((leaf) => blockFits(pa, lengthBytes, leaf))
      .map((leaf) => ({ form: 'mask', alignBytes: leaf, offsetBytes: pa, reason: 'a block fits' }));
  },
});
`;
}

function dossierText(id: string): string {
  return `# ${id}

One sentence: what it does.

## Source

Who, where, when; the words of the mail that it is made from.

## What is faithful

- What it does exactly as the mail says.

## What was decided here

- What the mail leaves open, and how it was read.

## A worked example

A 2 GiB BAR in an empty process: \`policy-lab explain "2 GiB BAR, empty process" bar2 --policy ${id} --plugin ./${id}.js\`

## What its author would object to

- What this file gets wrong, in the author's eyes.
`;
}

function testText(id: string, extension: 'js' | 'ts'): string {
  const runner =
    extension === 'js'
      ? { line: `node --test ${id}.test.js`, from: "import test from 'node:test';" }
      : { line: `npx vitest run ${id}.test.ts`, from: "import { test } from 'vitest';" };
  return `// ${runner.line}   (needs policy-lab installed in this folder: npm install policy-lab)
${runner.from}
import { conformance } from 'policy-lab/testing';
import policy from './${id}.${extension}';

for (const { name, check } of conformance(policy)) test(name, check);
`;
}
