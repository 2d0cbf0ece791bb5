import { DEFAULT_BUDGETS } from '../../../src/language/budgets.ts';
import type { Host } from '../../../src/language/check/host.ts';
import { checkScenarios } from '../../../src/language/check.ts';
import type { CheckedScenario } from '../../../src/language/checked-scenario.ts';
import { type Document, openDocument } from '../../../src/language/services/document.ts';
import { checkSettings } from '../../../src/metrics/check-settings.ts';
import { vocabulary } from '../../../src/metrics/vocabulary.ts';
import { BUILT_IN } from '../../../src/policies/registry.ts';

/** A text with a place in it, open for the services. */
export interface MarkedDocument {
  readonly document: Document;
  /** Where `<|>` stood. */
  readonly offset: number;
  readonly scenarios: readonly CheckedScenario[];
}

/** Declarations for texts that are only about a scenario. */
export const DECLARED = `language 1
machine spr extends x86_64 { kernel 6.18 }
device gpu {
  driver vfio-pci
  bar 0 { phys 0x3800_0000_0000  size 16M }
  bar 2 { phys 0x2000_0000_0000  size 2G  prefetchable }
}
file model { fs ext4  size 40G }
`;

/** Opens a text with the marker `<|>`; `sources` are files that it may include. */
export function opened(source: string, sources: Readonly<Record<string, string>> = {}): MarkedDocument {
  const offset = source.indexOf('<|>');
  const text = source.replace('<|>', '');
  const host: Host = {
    ...checkSettings(BUILT_IN, DEFAULT_BUDGETS),
    sources: new Map(Object.entries(sources)),
  };
  const document = openDocument('lab/test.scn', text, { host, vocabulary: vocabulary(BUILT_IN) });
  const { scenarios } = checkScenarios({ file: 'lab/test.scn', text, host });
  return { document, offset, scenarios };
}
