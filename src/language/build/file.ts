import type { CstNode } from 'chevrotain';
import type { ParsedText } from '../../../grammar/parse.ts';
import type { Word } from '../ast.ts';
import type { FileAst } from '../file-ast.ts';
import {
  type BuildContext,
  node,
  nodes,
  required,
  spanOf,
  token,
  tokens,
  unquoted,
  wholes,
  word,
} from './cst.ts';
import { buildDevice, buildFile, buildMachine } from './declarations.ts';
import { buildScenario } from './scenarios.ts';

/** The syntax tree of a whole file. Bad numbers and unknown distributions are reported here. */
export function buildFileAst(
  context: BuildContext,
  text: string,
  { tree, comments }: Pick<ParsedText, 'tree' | 'comments'>,
): FileAst {
  const declarations = nodes(tree, 'declaration');
  const all = (rule: string) => declarations.flatMap((declaration) => nodes(declaration, rule));
  return {
    file: context.file,
    headers: wholes(all('header'), (header) => word(context, required(token(header, 'Integer')))),
    includes: wholes(all('include'), (include) => unquoted(context, required(token(include, 'QuotedText')))),
    uses: wholes(all('use'), (use) => libraryName(context, required(node(use, 'libraryName')))),
    machines: wholes(all('machineDeclaration'), (machine) => buildMachine(context, machine)),
    devices: wholes(all('deviceDeclaration'), (device) => buildDevice(context, device)),
    files: wholes(all('fileDeclaration'), (file) => buildFile(context, file)),
    scenarios: wholes(all('scenarioDeclaration'), (scenario) =>
      buildScenario(context, scenario, text, comments),
    ),
  };
}

function libraryName(context: BuildContext, name: CstNode): Word {
  const [folder, file] = tokens(name, 'Name');
  return {
    text: `${required(folder).image}/${required(file).image}`,
    span: spanOf(context, name),
  };
}
