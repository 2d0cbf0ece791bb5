import type { ISerializedGast } from 'chevrotain';
import { makeParser } from '../../../grammar/parser.ts';
import { ALL_TOKENS } from '../../../grammar/tokens.ts';
import { TIGHT, type Writer } from './writer.ts';

/** With more rules open than this, the shortest way out is taken. */
const DEEP = 12;

/** A production of the grammar with what the walk needs. */
type Production = ISerializedGast & {
  readonly name?: string;
  readonly definition?: readonly Production[];
  readonly separator?: { readonly name: string };
};

interface Grammar {
  readonly rules: ReadonlyMap<string, Production>;
  /** How deep the shallowest derivation of each rule is. */
  readonly depths: ReadonlyMap<string, number>;
  readonly labels: ReadonlyMap<string, string>;
}

let known: Grammar | undefined;

/** Writes a random derivation of a grammar rule: right in form, hardly ever in meaning. New rules need no change here. */
export function writeFromGrammar(rule: string, writer: Writer): void {
  known ??= readGrammar();
  derive(known, known.rules.get(rule)!, writer, 0);
}

/** The names of all rules. */
export function ruleNames(): string[] {
  known ??= readGrammar();
  return [...known.rules.keys()];
}

function readGrammar(): Grammar {
  const productions = makeParser().parser.getSerializedGastProductions() as readonly Production[];
  const rules = new Map(productions.map((rule) => [rule.name!, rule]));
  const labels = new Map(ALL_TOKENS.map(({ name, LABEL }) => [name, LABEL ?? name]));
  return { rules, depths: shallowest(rules), labels };
}

function shallowest(rules: ReadonlyMap<string, Production>): Map<string, number> {
  const depths = new Map([...rules.keys()].map((name) => [name, Number.POSITIVE_INFINITY]));
  for (let changed = true; changed; ) {
    changed = false;
    for (const [name, rule] of rules) {
      const depth = 1 + depthOf(rule, depths);
      if (depth < depths.get(name)!) {
        depths.set(name, depth);
        changed = true;
      }
    }
  }
  return depths;
}

function depthOf({ type, name, definition = [] }: Production, depths: ReadonlyMap<string, number>): number {
  if (type === 'NonTerminal') return depths.get(name!)!;
  if (type === 'Option' || type === 'Repetition' || type === 'RepetitionWithSeparator') return 0;
  const inner = definition.map((one) => depthOf(one, depths));
  return type === 'Alternation' ? Math.min(...inner) : Math.max(0, ...inner);
}

function derive(grammar: Grammar, production: Production, writer: Writer, depth: number): void {
  const { type, name, definition = [], separator } = production;
  const all = (parts: readonly Production[]) => {
    for (const part of parts) derive(grammar, part, writer, depth);
  };
  const deep = depth > DEEP;
  switch (type) {
    case 'Terminal':
      writer.put(tokenText(name!, grammar.labels.get(name!) ?? name!, writer));
      break;
    case 'NonTerminal':
      derive(grammar, grammar.rules.get(name!)!, writer, depth + 1);
      break;
    case 'Alternation': {
      const depths = definition.map((one) => depthOf(one, grammar.depths));
      const least = Math.min(...depths);
      const short = deep ? definition.filter((_, index) => depths[index] === least) : definition;
      const operand = definition.some((one) => beginsWith('NumberLiteral', one));
      const usable = short.filter((one) => !(operand && beginsWith('Minus', one) && writer.endsInOperand()));
      derive(grammar, writer.pick(usable), writer, depth);
      break;
    }
    case 'Option':
      if (!deep && writer.chance(50)) all(definition);
      break;
    case 'Repetition':
      while (!deep && writer.chance(depth < 4 ? 70 : 45)) all(definition);
      break;
    case 'RepetitionWithSeparator':
    case 'RepetitionMandatoryWithSeparator':
    case 'RepetitionMandatory':
      all(definition);
      while (!deep && writer.chance(40)) {
        if (separator) writer.put(tokenText(separator.name, grammar.labels.get(separator.name)!, writer));
        all(definition);
      }
      break;
    default:
      all(definition);
  }
}

/** A sign behind an operand would make a sum of two expressions that follow one another. */
function beginsWith(token: string, { type, name, definition = [] }: Production): boolean {
  return type === 'Terminal'
    ? name === token
    : definition[0] !== undefined && beginsWith(token, definition[0]);
}

/** Texts of the tokens that are no fixed word or sign. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  Name: ['a', 'b', 'gpu', 'x86_64', 'vfio-pci', 'bar2', 'size', 'linux', 'stack'],
  AnyWord: ['bar2', 'faults', 'length', 'a', 'status', 'mmap'],
  NumberLiteral: [
    '0',
    '1',
    '4K',
    '2M',
    '1G',
    '0x7000_0000_0000',
    '0xAB',
    '65_530',
    '0.5',
    '8MB',
    '96204e15310c',
  ],
  Integer: ['0', '1', '2', '30'],
  Decimal: ['6.18', '0.5'],
  Version: ['6.12-stable', '6.18.44'],
  BadNumber: ['8MB', '1.5G', '2m'],
  CommitHash: ['96204e15310c'],
  PercentLiteral: ['50%', '100%', '0.5%'],
  Variable: ['$a', '$size'],
  QuotedText: ['"a"', '"MSI-X table"', '"say \\"so\\""', '""', '"maps/qemu.maps"'],
  Comparison: ['==', '!=', '<', '>='],
};

/** A token's text. */
function tokenText(name: string, label: string, writer: Writer): string {
  if (name === 'EOF') return '';
  if (name === 'LengthPlus') return TIGHT;
  const texts = TEXTS[name];
  return texts ? writer.pick(texts) : label.slice(1, -1);
}
