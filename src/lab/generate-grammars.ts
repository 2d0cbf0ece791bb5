import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';
import { grammarEbnf } from '../../grammar/export/ebnf.ts';
import { monarchGrammar } from '../../grammar/export/monarch.ts';
import { grammarRules } from '../../grammar/export/productions.ts';
import { textMateGrammar } from '../../grammar/export/textmate.ts';

/** Writes grammar/generated/: what is made from the tokens and the parser. Run by `npm run generate`. */
const folder = new URL('../../grammar/generated/', import.meta.url);
mkdirSync(folder, { recursive: true });
const write = (name: string, text: string) => writeFileSync(new URL(name, folder), text);
write('policy-lab.ebnf', grammarEbnf());
write('policy-lab.tmLanguage.json', textMateGrammar());
write('policy-lab.monarch.json', monarchGrammar());
write('railroad.html', railroadPage());

/** A page of railroad diagrams that needs nothing beside itself, drawn by Chevrotain's own code. */
function railroadPage(): string {
  const chevrotain = packageFolder(createRequire(import.meta.url).resolve('chevrotain'));
  const railroad = run(path.join(chevrotain, 'diagrams/vendor/railroad-diagrams.js'), {});
  const builder = run(path.join(chevrotain, 'diagrams/src/diagrams_builder.js'), railroad) as {
    buildSyntaxDiagramsText(rules: unknown): string;
  };
  const rules = grammarRules();
  const style = readFileSync(path.join(chevrotain, 'diagrams/diagrams.css'), 'utf8').trim();
  const links = rules.map(({ name }) => `<a href="#${name}">${name}</a>`).join(' ');
  const diagrams = builder
    .buildSyntaxDiagramsText(rules)
    .replace(/<h2 class="diagramHeader">(\w+)<\/h2>/g, '\n<h2 class="diagramHeader" id="$1">$1</h2>\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>The grammar of policy-lab scenarios</title>
<style>
${style}
body { font-family: sans-serif; margin: 2em; }
nav a { margin-right: 0.6em; }
</style>
</head>
<body>
<h1>The grammar of policy-lab scenarios</h1>
<p>Made by <code>npm run generate</code> from the parser. Blanks, line ends and <code>#</code> comments may stand between tokens.</p>
<nav>${links}</nav>
${diagrams.replace(/[ \t]+$/gm, '')}
</body>
</html>
`;
}

/** The folder of the package that a file belongs to. */
function packageFolder(file: string): string {
  const folder = path.dirname(file);
  return existsSync(path.join(folder, 'package.json')) && existsSync(path.join(folder, 'diagrams'))
    ? folder
    : packageFolder(folder);
}

/** Runs one of Chevrotain's browser scripts, which its package does not export; yields what it exports. */
function run(file: string, needed: unknown): unknown {
  const module = { exports: {} };
  vm.runInNewContext(readFileSync(file, 'utf8'), { module, exports: module.exports, require: () => needed });
  return module.exports;
}
