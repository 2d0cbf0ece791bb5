import { type ImportProblem, ImportProblems } from './problems.ts';

/** The data addresses of a program, in order. */
export interface AddressTrace {
  /** Bytes, as the recorded process had them. */
  readonly addresses: Float64Array;
  readonly problems: readonly ImportProblem[];
}

/** valgrind --tool=lackey --trace-mem=yes: ` L 1ffeffe7e0,8`, ` S …`, ` M …`; `I  …` is an instruction. */
const LACKEY = /^(?: ([LSM])|(I) ) ([0-9a-f]+),\d+\s*$/i;

/** DynamoRIO's view tool: `… read  8 byte(s) @ 0x00007ffd1b2c by PC 0x…`; `ifetch` is an instruction. */
const DRMEMTRACE = /\b(?:(read|write)|ifetch)\s+\d+ byte\(s\) @ (0x[0-9a-f]+)/i;

/** What the view tool and valgrind say besides. */
const OTHER =
  /^\s*(==\d+==.*|#.*|Output format:|<record#>.*|-{5,}|.*<(marker|thread|entry|exit)\b.*|View tool results:|.*\bpc\b.*)?\s*$/i;

/** A plain list: one address a line, hexadecimal with 0x, or decimal. */
const PLAIN = /^\s*(0x[0-9a-f]+|\d+)\s*$/i;

/** Longer than any line of these tools: noise, which is not looked at. */
const LONGEST = 4096;

/** Reads a trace of addresses in any of the three forms; instructions are left out. */
export function readAddressTrace(text: string): AddressTrace {
  const addresses: number[] = [];
  const problems = new ImportProblems();
  let line = 0;
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf('\n', from);
    const next = end < 0 ? text.length : end;
    const address = addressOf(text.slice(from, next).replace(/\r$/, ''));
    line++;
    from = next + 1;
    if (address === null) problems.add({ line, message: 'no address of lackey, drmemtrace or a plain list' });
    else if (address !== undefined) addresses.push(address);
  }
  return { addresses: Float64Array.from(addresses), problems: problems.list() };
}

/** The data address of a line; undefined where it has none, null where it cannot be read. */
function addressOf(line: string): number | undefined | null {
  if (line.length > LONGEST) return null;
  const plain = PLAIN.exec(line);
  if (plain) return valid(Number(plain[1]));
  const lackey = LACKEY.exec(line);
  if (lackey) return lackey[1] === undefined ? undefined : valid(Number.parseInt(lackey[3]!, 16));
  const view = DRMEMTRACE.exec(line);
  if (view) return view[1] === undefined ? undefined : valid(Number(view[2]));
  return OTHER.test(line) ? undefined : null;
}

/** Doubles are exact up to 2^53; canonical user addresses of 57 bits are pages all the same. */
function valid(address: number): number | null {
  return address < 2 ** 57 ? address : null;
}
