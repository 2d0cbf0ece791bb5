import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { readClaims } from '../../../src/lab/claims/read-claims.ts';
import { configOf } from '../../../src/lab/config.ts';
import { LabError } from '../../../src/lab/lab-error.ts';
import { readManifest } from '../../../src/lab/manifest.ts';
import { parseTable } from '../../../src/lab/read-results.ts';
import { sha256 } from '../../../src/lab/read-text.ts';
import { Journal } from '../../../src/lab/run/journal.ts';
import { planFile, readPlanFile } from '../../../src/lab/run/plan-identity.ts';
import { decodeTrial, encodeTrial } from '../../../src/lab/run/trial-record.ts';
import type { ResultFile } from '../../../src/metrics/catalogue.ts';
import { resultOf } from '../../lab/result-fixture.ts';
import { cell } from '../../report/run-fixture.ts';
import { demand, demandWords, type FuzzReader, textOf, type Verdict } from '../fuzz-reader.ts';

const RESULTS = new URL('../../../results/', import.meta.url);

/** Reads, where a refusal is a LabError of one of these codes whose message names a place. */
function refusing(codes: readonly string[], place: RegExp, read: () => void): Verdict {
  try {
    read();
    return 'accepted';
  } catch (error) {
    if (!(error instanceof LabError) || !codes.includes(error.code)) throw error;
    demandWords(error.message);
    demandWords(error.hint);
    demand(place.test(error.message), `'${error.message}' names no place`);
    return 'rejected';
  }
}

const TABLES: readonly ResultFile[] = ['placements', 'coverage', 'fragmentation', 'statistics'];
const TABLE_LINES = TABLES.map((table) =>
  readFileSync(new URL(`${table}.csv`, RESULTS), 'latin1')
    .trimEnd()
    .split('\n'),
);

/** The first character says which table it is. */
const csv: FuzzReader = {
  name: 'results',
  reads: 'the CSV files of a run, as figures, report and export read them',
  sample: (draw) => {
    const which = draw(TABLES.length);
    const [header = '', ...records] = TABLE_LINES[which]!;
    const from = draw(records.length);
    return `${which}${[header, ...records.slice(from, from + draw(4))].join('\n')}\n`;
  },
  words: ['scenario', 'policy', '"', '""', '\r\n', "'=1+1", ',,,,', 'placed', '0x7fff00000000', '-1'],
  read: (input) => {
    const table = TABLES[Number(input[0])] ?? 'placements';
    const place = /^'results\/\w+\.csv' is not as a run writes it: \S/;
    return refusing(['results-damaged'], place, () => parseTable(textOf(input.slice(1)), table, 'results'));
  },
};

const MANIFEST = JSON.stringify(
  { ...JSON.parse(readFileSync(new URL('manifest.json', RESULTS), 'utf8')), policies: [], scenarios: [] },
  null,
  1,
).replace('"policies": []', '"policies": [{"label": "linux", "id": "linux", "options": {"a": "b"}}]');
const SCENARIOS = '"scenarios": [{"name": "s", "file": "a.scn", "points": ["", "size=2M"], "seeds": [1, 2]}]';

const manifest: FuzzReader = {
  name: 'manifest',
  reads: 'manifest.json of a run',
  sample: () =>
    MANIFEST.replace('"scenarios": []', SCENARIOS).replace(/"inputs": \[[^\]]*\]/, '"inputs": []'),
  words: ['"policies"', '"scenarios"', '"seeds"', '"outputs"', '"path"', '[[]]', '{"name": 1}', 'null'],
  read: (input) => {
    const read = readManifest(textOf(input));
    if ('manifest' in read) return 'accepted';
    demandWords(read.wrong);
    demand(
      /^(?:it is no JSON: see line \d+$|the whole is no object$|[a-z][\w.[\]]* is no )/.test(read.wrong),
      `'${read.wrong}' has no place`,
    );
    return 'rejected';
  },
};

const config: FuzzReader = {
  name: 'config',
  reads: 'policy-lab.config.json',
  sample: (draw) =>
    [
      '{\n  "policies": ["linux", "wilcox-length(cont=off)"],\n  "out": "results",\n  "format": "text"\n}\n',
      '{ "options": { "wilcox-length": { "cont": "off" } } }',
      '{}',
    ][draw(3)]!,
  words: ['"policies"', '"plugin"', '"options"', '"out"', '"format"', '"table"', '{', '}', '[]', '""'],
  read: (input) =>
    refusing(['config-invalid'], /^policy-lab\.config\.json: ./s, () => {
      configOf(textOf(input));
    }),
};

const CLAIMS = [
  `# What the documentation says.
claims:
  - id: bar-2g-half
    says: 2M leaves on the 2 GiB BAR are half of ideal
    in: README.md
    scenarios: ["2 GiB BAR, mapped whole"]
    policies: [wilcox-length, xu-order]
    metric: share_of_ideal
    is: 0.5
    tolerance: 0.001
`,
  `claims:
  - id: other
    says: >
      more
    in: README.md
    policies: [all]
    metric: faults
    mapping: bar2
    at_most: 1024
`,
  'claims:\n  - { id: third, says: x, in: y, outputs: manifest.json }\n',
];

const claims: FuzzReader = {
  name: 'claims',
  reads: 'claims.yaml',
  sample: (draw) => CLAIMS[draw(CLAIMS.length)]!,
  words: [
    '&a',
    '*a',
    '!!binary',
    '<<:',
    '? ',
    '- ',
    '|',
    '>-',
    'id:',
    'is:',
    'direction:',
    '---',
    '...',
    '%YAML 1.1',
  ],
  read: (input) =>
    refusing(['claims-invalid'], /^claims\.yaml:\d+:\d+: \S/, () => {
      readClaims(textOf(input), 'claims.yaml');
    }),
};

const TRIALS = 12;
const RECORDS = Array.from({ length: TRIALS }, (_, place) =>
  Buffer.from(
    encodeTrial(place, { cells: [cell({ scenario: 's', policy: 'linux' })], expectations: [] }, true, []),
  ).toString('latin1'),
);

/** Half of the records get a checksum that fits whatever stands in them: then the head must tell. */
function resealed(input: string): Buffer {
  const bytes = Buffer.from(input, 'latin1');
  if (bytes.length > 12 && bytes[0] === 0x50 && bytes.length % 2 === 0) {
    bytes.writeUInt32LE(bytes.length - 12, 4);
    bytes.writeUInt32LE(crc32(bytes.subarray(12)), 8);
  }
  return bytes;
}

/** Where files cost least: a disk would take most of the time. */
const MEMORY = existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir();

let scratch: string | undefined;

function journalFile(): string {
  if (scratch === undefined) {
    const folder = mkdtempSync(path.join(MEMORY, 'policy-lab-fuzz-'));
    process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
    scratch = path.join(folder, 'trials.bin');
  }
  return scratch;
}

const checkpoint: FuzzReader = {
  name: 'checkpoint',
  reads: 'trials.bin of an unfinished run, and the trials in it',
  sample: (draw) => Array.from({ length: 1 + draw(3) }, () => RECORDS[draw(TRIALS)]!).join(''),
  words: [
    'PLt1',
    '\0\0\0\0',
    '\xff\xff\xff\x7f',
    '{"cells":[]',
    '"status":"placed"',
    '"checked":0',
    'null',
    '[[]]',
  ],
  read: (input) => {
    const name = journalFile();
    const file = openSync(name, 'w');
    writeSync(file, resealed(input));
    closeSync(file);
    const place =
      /^(?:'.*trials\.bin' is damaged at byte \d+|the record of trial \d+ is not as a run writes it): \S/;
    return refusing(['checkpoint-damaged'], place, () => {
      const journal = new Journal(name, TRIALS);
      try {
        for (let at = 0; at < TRIALS; at++)
          if (journal.has(at)) decodeTrial(journal.read(at), { scenario: 's', point: '', seed: null });
      } finally {
        void journal.close();
      }
    });
  },
};

const PLAN = planFile(resultOf(['a', 'b']).plan, { index: 1, of: 3 });

const plan: FuzzReader = {
  name: 'plan',
  reads: 'plan.json of an unfinished run or a shard',
  sample: () => JSON.stringify(PLAN, null, 1),
  words: ['"scenarios"', '"points"', '"seeds"', '"shard"', '"of"', 'null', '[]', '1e9', '"digest"'],
  read: (input) => {
    const text = textOf(input);
    const read = readPlanFile(resigned(text) ?? text);
    if (read === undefined) return 'rejected';
    demand(Array.isArray(read.plan.scenarios), 'a plan without scenarios');
    return 'accepted';
  },
};

/** The same plan with the digest that fits it, so that the digest is not all that is tried. */
function resigned(text: string): string | undefined {
  try {
    const value = JSON.parse(text);
    return JSON.stringify({ ...value, digest: sha256(JSON.stringify(value.plan)) });
  } catch {
    return undefined;
  }
}

/** Readers of files that policy-lab itself writes, or has its user write. */
export const OWN_FILES: readonly FuzzReader[] = [csv, manifest, checkpoint, plan, claims, config];
