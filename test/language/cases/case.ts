import type { Code } from '../../../src/language/catalogue.ts';
import type { Host } from '../../../src/language/check.ts';

/** One diagnostic that a text must give: its code, its place between `<|` and `|>`, and its hint. */
export interface Case {
  readonly code: Code;
  readonly source: string;
  readonly hint: string;
  readonly host?: Partial<Host>;
}

/** A device with two BARs and the file that most cases use. */
export const GPU =
  'device gpu { driver vfio-pci bar 0 { phys 0x3800_0000_0000 size 16M hole 0x2000 +4K } bar 2 { phys 0x2000_0000_0000 size 2G } }';

/** A case with the `language` line put before it. */
export function given(code: Code, source: string, hint: string, host: Partial<Host> = {}): Case {
  return { code, source: `language 1\n${source}`, hint, host };
}

/** A case inside a scenario that sees {@link GPU} and a file. */
export function within(code: Code, body: string, hint: string, host: Partial<Host> = {}): Case {
  const source = `language 1\n${GPU}\nfile model { fs ext4 size 1G }\nscenario "s" {\n${body}\n}\n`;
  return { code, source, hint, host };
}
