import type { Word } from '../ast.ts';
import type { Report } from '../diagnostic.ts';
import { suggestion } from './nearest.ts';

/** A named mapping as the checker knows it before the scenario runs. */
export interface KnownMapping {
  readonly name: Word;
  /** Whether it stands for all areas of a region: `NAME.0`, `NAME.1`, … */
  readonly areas: boolean;
}

/** The names given so far, and those that come later in the scenario. */
export interface MappingScope {
  readonly known: Map<string, KnownMapping>;
  readonly later: ReadonlySet<string>;
  /** Uses of single areas (`tail.0`): whether there are so many is known at each point only. */
  readonly areaUses: Word[];
}

/** Gives a name; a second use of it is reported. */
export function defineMapping(
  name: Word,
  areas: boolean,
  { known }: MappingScope,
  report: Report,
): undefined {
  const first = known.get(name.text);
  if (first)
    report('PL2007', name.span, { name: name.text }, [{ message: 'first here', span: first.name.span }]);
  else known.set(name.text, { name, areas });
}

/** Checks that a name stands for a mapping made before. */
export function checkMappingName(
  name: Word,
  { known, later, areaUses }: MappingScope,
  report: Report,
): undefined {
  const [base, area] = name.text.split('.') as [string, string | undefined];
  const mapping = known.get(base);
  if (!mapping) {
    if (later.has(base)) return report('PL2019', name.span, { name: base });
    return report('PL2004', name.span, { name: name.text, hint: unknownHint(base, known) });
  }
  if (mapping.areas && area !== undefined) areaUses.push(name);
  if (mapping.areas && area === undefined) report('PL2027', name.span, { name: base });
  if (!mapping.areas && area !== undefined)
    report('PL2004', name.span, { name: name.text, hint: `'${base}' is one mapping: write '${base}'` });
}

function unknownHint(name: string, known: MappingScope['known']): string {
  const [before, after] = name.split(/-(?=\d)/);
  if (after && known.has(before!)) return `a '-' inside a word belongs to it: write '${before} - ${after}'`;
  return suggestion(name, [...known.keys()], `name one first: '${name} = mmap …'`);
}
