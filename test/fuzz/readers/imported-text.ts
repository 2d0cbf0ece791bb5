import { DEFAULT_BUDGETS } from '../../../src/language/budgets.ts';
import { checkScenarios } from '../../../src/language/check.ts';
import { demand } from '../fuzz-reader.ts';

/** What an importer writes is a scenario file: whatever it read, the parser has nothing to say of it. */
export function demandParses(text: string): void {
  const host = { sources: new Map(), policies: [], metrics: [], libraries: [], budgets: DEFAULT_BUDGETS };
  const { diagnostics } = checkScenarios({ file: 'imported.scn', text, host });
  const wrong = diagnostics.find(({ code }) => code.startsWith('PL1'));
  demand(wrong === undefined, `imported text does not parse: ${wrong?.code} ${wrong?.message}\n${text}`);
}
