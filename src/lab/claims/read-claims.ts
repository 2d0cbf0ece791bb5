import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLMap } from 'yaml';
import { suggestion } from '../../language/check/nearest.ts';
import { CATALOGUE } from '../../metrics/catalogue.ts';
import { LabError } from '../lab-error.ts';
import { type Claim, type ClaimTest, DIRECTIONS, type Direction, TOTALS } from './claim.ts';

const KEYS = [
  ...['id', 'says', 'in', 'scenarios', 'policies', 'metric', 'mapping', 'points'],
  ...['is', 'tolerance', 'at_least', 'at_most', 'direction', 'than', 'outputs'],
];

/** The keys of which a claim has exactly one. */
const TESTS = ['is', 'at_least', 'at_most', 'direction', 'outputs'];

/** Longer claims are refused: the parser takes its time with thousands of mistakes. */
const MOST_CHARACTERS = 1 << 20;

/**
 * Reads claims.yaml.
 * @throws LabError with file, line and column, the reason, and the mend.
 */
export function readClaims(text: string, shown: string): readonly Claim[] {
  if (text.length > MOST_CHARACTERS)
    throw new LabError(
      'claims-invalid',
      `${shown}:1:1: it has more than ${MOST_CHARACTERS} characters`,
      'cut it in two',
    );
  const lines = new LineCounter();
  const document = parsed(text, lines, shown);
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${shown}:${line}:${col}`;
  };
  const refuse: Refuse = (node, reason, mend) => {
    throw new LabError('claims-invalid', `${at(node?.range?.[0] ?? 0)}: ${reason}`, mend);
  };
  const [error] = document.errors;
  if (error) {
    const reason = error.message.split(' at line')[0]!;
    throw new LabError('claims-invalid', `${at(error.pos[0])}: ${reason}`, 'mend the YAML there');
  }
  const list = isMap(document.contents) ? document.contents.get('claims', true) : undefined;
  if (!isSeq(list)) return refuse(document.contents, "there is no list 'claims'", "begin with 'claims:'");
  const claims = list.items.map((item) => claimOf(item as Node, refuse));
  claims.forEach(({ id }, i) => {
    if (claims.findIndex((other) => other.id === id) < i)
      refuse(list.items[i] as Node, `the id '${id}' is used twice`, 'give each claim an id of its own');
  });
  return claims;
}

/** @throws LabError where the text is nested deeper than the parser can follow. */
function parsed(text: string, lineCounter: LineCounter, shown: string) {
  try {
    return parseDocument(text, { lineCounter });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new LabError(
      'claims-invalid',
      `${shown}:1:1: it is nested too deeply`,
      'a claim is a flat list of keys',
    );
  }
}

type Refuse = (node: Node | null | undefined, reason: string, mend: string) => never;

function claimOf(node: Node, refuse: Refuse): Claim {
  if (!isMap(node)) return refuse(node, 'a claim is a list of keys and values', "write '- id: NAME'");
  const fields = new Fields(node, refuse);
  const outputs = fields.has('outputs');
  return {
    id: fields.text('id'),
    says: fields.text('says'),
    in: fields.text('in'),
    scenarios: fields.texts('scenarios'),
    policies: outputs ? ['all'] : (fields.texts('policies') ?? fields.lacks('policies')),
    metric: outputs ? '' : fields.oneOf('metric', METRICS),
    mapping: fields.has('mapping') ? fields.text('mapping') : undefined,
    points: fields.texts('points'),
    test: testOf(fields),
  };
}

const METRICS = [...new Set([...CATALOGUE.map(({ name }) => name), ...TOTALS])];

function testOf(fields: Fields): ClaimTest {
  const [kind] = fields.exactlyOne(TESTS);
  if (kind === 'outputs') return { kind, manifest: fields.text(kind) };
  if (kind === 'direction')
    return { kind, direction: fields.oneOf(kind, DIRECTIONS) as Direction, than: fields.text('than') };
  if (kind === 'at_least' || kind === 'at_most') return { kind, value: fields.number(kind) };
  const tolerance = fields.has('tolerance') ? fields.number('tolerance') : 0;
  return { kind: 'is', value: fields.value('is'), tolerance };
}

/** The keys of one claim, each read with a check. */
class Fields {
  readonly #map: YAMLMap;
  readonly #refuse: Refuse;

  constructor(map: YAMLMap, refuse: Refuse) {
    this.#map = map;
    this.#refuse = refuse;
    for (const { key } of map.items) {
      const name = isScalar(key) ? String(key.value) : '';
      if (!KEYS.includes(name))
        refuse(key as Node, `unknown key '${name}'`, suggestion(name, KEYS, 'no key is like it'));
    }
  }

  has(key: string): boolean {
    return this.#map.has(key);
  }

  lacks(key: string): never {
    return this.#refuse(this.#map, `a claim lacks '${key}'`, `add '${key}: …' to it`);
  }

  value(key: string): number | string {
    const node = this.#node(key);
    const value = isScalar(node) ? node.value : undefined;
    if (typeof value === 'number' || typeof value === 'string') return value;
    return this.#refuse(node, `'${key}' is neither a number nor text`, `write '${key}: VALUE'`);
  }

  text(key: string): string {
    return String(this.value(key));
  }

  number(key: string): number {
    const value = this.value(key);
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    return this.#refuse(this.#node(key), `'${key}' is no number`, `write a number after '${key}:'`);
  }

  oneOf(key: string, known: readonly string[]): string {
    const text = this.text(key);
    if (known.includes(text)) return text;
    return this.#refuse(
      this.#node(key),
      `unknown ${key} '${text}'`,
      suggestion(text, known, `no ${key} is like it`),
    );
  }

  texts(key: string): readonly string[] | undefined {
    if (!this.has(key)) return undefined;
    const node = this.#node(key);
    if (!isSeq(node) || node.items.length === 0)
      return this.#refuse(node, `'${key}' is no list`, `write '${key}: [one, another]'`);
    return node.items.map((item) => {
      if (isScalar(item) && item.value !== null) return String(item.value);
      return this.#refuse(item as Node, `'${key}' holds what is no text`, 'write the words themselves');
    });
  }

  exactlyOne(keys: readonly string[]): readonly [string] {
    const found = keys.filter((key) => this.has(key));
    if (found.length === 1) return [found[0]!];
    const reason = found.length === 0 ? 'a claim says nothing' : `a claim has both ${found.join(' and ')}`;
    return this.#refuse(this.#map, reason, `give it one of ${keys.join(', ')}`);
  }

  #node(key: string): Node {
    return (this.#map.get(key, true) as Node | undefined) ?? this.lacks(key);
  }
}
