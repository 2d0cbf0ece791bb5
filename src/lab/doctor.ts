import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { humanSize } from '../report/human-text.ts';
import { findTool } from './find-tool.ts';
import { packageRoot } from './package-root.ts';

/** What one look at the environment found. `missing` is a tool that only some commands need. */
export interface Finding {
  readonly state: 'ok' | 'missing' | 'wrong';
  readonly what: string;
  readonly found: string;
  /** How to mend it; empty where nothing need be. */
  readonly mend: string;
}

/** The oldest Node that works. */
const OLDEST: readonly [number, number] = [20, 19];

/** Disk that reproducing every claim takes, with room to spare: docs/artifact.md. */
const DISK_BYTES = 200 * 2 ** 20;
const MEMORY_BYTES = 2 ** 30;

/** Programs that some commands run, and for what. */
const TOOLS: readonly (readonly [string, string, string])[] = [
  ['cc', 'gcc', 'verify, and tests against this kernel'],
  ['strace', 'strace', 'record'],
  ['setarch', 'util-linux', 'record, verify'],
  ['pdflatex', 'texlive-latex-recommended', 'setting --format latex'],
  ['rsvg-convert', 'librsvg2-bin', 'figures --pdf'],
  ['sbatch', 'slurm-wlm', 'slurm'],
];

/** Looks at everything that running needs, and at what single commands need. `cwd` is where results would go. */
export function examine(cwd: string, node = process.versions.node): readonly Finding[] {
  return [
    nodeFinding(node),
    scenariosFinding(),
    folderFinding('this folder', cwd),
    folderFinding('temporary folder', os.tmpdir()),
    diskFinding(),
    memoryFinding(),
    coresFinding(),
    ...TOOLS.map(toolFinding),
  ];
}

function nodeFinding(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const fine = major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
  return finding(fine, 'Node', version, `install Node ${OLDEST.join('.')} or later`);
}

function scenariosFinding(): Finding {
  const folder = path.join(packageRoot(), 'scenarios');
  const claims = path.join(packageRoot(), 'results', 'claims.yaml');
  const fine = existsSync(folder) && existsSync(claims);
  return finding(fine, 'scenarios and claims', fine ? 'shipped' : 'not there', 'install policy-lab again');
}

function folderFinding(what: string, folder: string): Finding {
  try {
    accessSync(folder, constants.W_OK);
    return finding(true, what, 'writable', '');
  } catch {
    return finding(false, what, `cannot be written: ${folder}`, 'choose another, with --out DIR or TMPDIR');
  }
}

function diskFinding(): Finding {
  const { bavail, bsize } = statfsSync(os.tmpdir());
  const free = bavail * bsize;
  return finding(
    free >= DISK_BYTES,
    'free disk',
    humanSize(free),
    `make room: ${humanSize(DISK_BYTES)} are needed`,
  );
}

function memoryFinding(): Finding {
  const free = os.totalmem();
  return finding(free >= MEMORY_BYTES, 'memory', humanSize(free), 'use --workers 0');
}

function coresFinding(): Finding {
  return finding(true, 'processors', String(os.availableParallelism()), '');
}

function toolFinding([name, pack, use]: (typeof TOOLS)[number]): Finding {
  const place = findTool(name);
  if (place !== undefined) return { state: 'ok', what: name, found: place, mend: '' };
  return { state: 'missing', what: name, found: `not installed; for ${use}`, mend: `apt install ${pack}` };
}

function finding(fine: boolean, what: string, found: string, mend: string): Finding {
  return { state: fine ? 'ok' : 'wrong', what, found, mend: fine ? '' : mend };
}
