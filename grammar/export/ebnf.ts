import type { TokenType } from 'chevrotain';
import { ALL_TOKENS } from '../tokens.ts';
import { grammarRules, type Production } from './productions.ts';

/** Columns of the text. */
const WIDTH = 110;

/** The grammar in the EBNF of the W3C: rules first, then the tokens that are no fixed words. */
export function grammarEbnf(): string {
  const rules = grammarRules();
  const used = new Set(rules.flatMap(terminals));
  const rows = rules.map(({ name, definition = [] }) => row(name!, sequence(definition, false)));
  const isUsed = ({ name, CATEGORIES = [] }: TokenType) =>
    used.has(name) || CATEGORIES.some((category) => used.has(category.name));
  const tokens = ALL_TOKENS.filter((token) => isUsed(token) && !isFixed(token)).map((token) =>
    row(token.name, tokenText(token)),
  );
  const head =
    '/* Made by `npm run generate` from the parser. Between tokens blanks, line ends and # comments may stand. */';
  return `${[head, '', ...rows, '', ...tokens].join('\n')}\n`;
}

/** One rule; a long one is broken before a bar. */
function row(name: string, text: string): string {
  let line = `${name} ::=`;
  const lines: string[] = [];
  for (const part of text.split(/ (?=\|)/)) {
    if (line.length + 1 + part.length > WIDTH) {
      lines.push(line);
      line = `   ${part}`;
    } else line += ` ${part}`;
  }
  return [...lines, line].join('\n');
}

function terminals({ type, name, definition = [], separator }: Production): string[] {
  return [
    ...(type === 'Terminal' ? [name!] : []),
    ...(separator ? [separator.name] : []),
    ...definition.flatMap(terminals),
  ];
}

function sequence(parts: readonly Production[], inner: boolean): string {
  const text = parts.map((part) => expression(part, !inner && parts.length === 1)).join(' ');
  return inner && parts.length > 1 ? `(${text})` : text;
}

/** @param outermost - whether it is all of its rule or alternative, and needs no parentheses. */
function expression(
  { type, name, label, definition = [], separator }: Production,
  outermost = false,
): string {
  switch (type) {
    case 'NonTerminal':
      return name!;
    case 'Terminal':
      return terminal(name!, label);
    case 'Alternation': {
      const all = definition.map((one) => sequence(one.definition ?? [one], false)).join(' | ');
      return outermost ? all : `(${all})`;
    }
    case 'Option':
      return `${group(definition)}?`;
    case 'Repetition':
      return `${group(definition)}*`;
    case 'RepetitionMandatory':
      return `${group(definition)}+`;
    case 'RepetitionMandatoryWithSeparator':
    case 'RepetitionWithSeparator': {
      const item = sequence(definition, true);
      return `${item} (${terminal(separator!.name, separator!.label)} ${item})*`;
    }
    default:
      return sequence(definition, true);
  }
}

function group(definition: readonly Production[]): string {
  const text = sequence(definition, true);
  return /^[\w']+$/.test(text) || text.startsWith('(') ? text : `(${text})`;
}

/** A fixed word in quotes, anything else by its name. */
function terminal(name: string, label: string | undefined): string {
  if (name === 'EOF') return '/* end */';
  const token = ALL_TOKENS.find((one) => one.name === name);
  return token && isFixed(token) ? (token.LABEL ?? label ?? name) : name;
}

function isFixed({ PATTERN, LABEL }: TokenType): boolean {
  return typeof PATTERN === 'string' || (LABEL === "'32bit'" && PATTERN !== undefined);
}

/** A pattern, or the tokens of a category. */
function tokenText(token: TokenType): string {
  if (token.PATTERN instanceof RegExp && token.PATTERN.source !== 'NOT_APPLICABLE')
    return `/${token.PATTERN.source}/`;
  const members = ALL_TOKENS.filter(({ CATEGORIES }) => CATEGORIES?.includes(token));
  return members.map((one) => (isFixed(one) ? one.LABEL : one.name)).join(' | ');
}
