import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** Writes src/language/library.generated.ts: the texts of library/, which the page needs too. Run by `npm run generate`. */
const folder = new URL('../../library/', import.meta.url);
const names = ['devices', 'machines'].flatMap((topic) =>
  readdirSync(new URL(topic, folder))
    .filter((name) => name.endsWith('.scn'))
    .map((name) => `${topic}/${name.slice(0, -'.scn'.length)}`)
    .sort(),
);
const escaped = (text: string) => text.replace(/[\\`]|\$\{/g, '\\$&');
const entries = names.map(
  (name) => `  '${name}': \`${escaped(readFileSync(new URL(`${name}.scn`, folder), 'utf8'))}\`,\n`,
);
const text = `// Made by \`npm run generate\` from the files of library/.

/** The texts of the shipped machines and devices by name. */
export const LIBRARY: Readonly<Record<string, string>> = {
${entries.join('')}};
`;
writeFileSync(new URL('../language/library.generated.ts', import.meta.url), text);
