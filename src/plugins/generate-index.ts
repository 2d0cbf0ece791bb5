import { readdirSync, writeFileSync } from 'node:fs';

/**
 * Writes src/policies/index.generated.ts: one import a file of src/policies/built-in. Run by `npm run generate`.
 * Numbers in names count as numbers, as the formatter sorts imports.
 */
const folder = new URL('../policies/built-in/', import.meta.url);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.ts'))
  .sort(new Intl.Collator('en', { numeric: true }).compare);
const variable = (file: string) =>
  file.slice(0, -'.ts'.length).replace(/[-.](\w)/g, (_, letter: string) => letter.toUpperCase());
const text = [
  '// Made by `npm run generate` from the files of built-in/.',
  ...files.map((file) => `import ${variable(file)} from './built-in/${file}';`),
  "import type { PolicyDefinition } from './policy.ts';",
  '',
  '/** The built-in policies, in order of file name. */',
  `export const BUILT_IN_POLICIES: readonly PolicyDefinition[] = [\n  ${files.map(variable).join(',\n  ')},\n];`,
  '',
].join('\n');
writeFileSync(new URL('../policies/index.generated.ts', import.meta.url), text);
