import { readMaps } from '../../../src/import/maps.ts';
import { DEFAULT_SETUP, readSetup } from '../../../src/import/setup.ts';
import { readStrace, StraceReader } from '../../../src/import/strace.ts';
import { RecordedReplay } from '../../../src/replay/recorded.ts';
import { recordedMachine } from '../../../src/replay/recorded-setup.ts';
import { scenarioFromLog } from '../../../src/replay/scenario-from-log.ts';
import { WhatIfBuilder } from '../../../src/replay/what-if-program.ts';
import { fixture, fixtureLines, windowOf } from '../fixture-lines.ts';
import { demandLines, demandWords, type FuzzReader, textOf, type Verdict } from '../fuzz-reader.ts';
import { demandParses } from './imported-text.ts';

const LOGS = fixtureLines(
  'recordings/threads-fork-shm.strace',
  'recordings/java.strace',
  'recordings/perl-fork.strace',
  'traces/fuzz-6.18-topdown-aAepsn3ghr-101.strace',
  'traces/fuzz-6.18-hugetlb-uaep-43.strace',
);
const { regions } = readMaps(fixture('traces/python.maps'));
const parsed = readSetup(fixture('traces/python.json'));
const SETUP = 'setup' in parsed ? parsed.setup : DEFAULT_SETUP;
const MACHINE = recordedMachine(SETUP);

const WORDS = [
  ...['mmap(NULL, ', 'munmap(', 'mremap(', 'brk(', 'mprotect(', 'shmat(', 'shmget(', 'madvise('],
  ...[
    'MAP_FIXED',
    'MAP_PRIVATE|MAP_ANONYMOUS',
    'PROT_NONE',
    '-1 ENOMEM (Cannot allocate memory)',
    '= ?',
    '3</x>',
  ],
  ...[
    '<unfinished ...>',
    '<... mmap resumed>',
    '+++ exited with 0 +++',
    '--- SIGSEGV ---',
    '[pid  7]',
    'CLONE_VM',
  ],
];

function readsLog(input: string): Verdict {
  const text = textOf(input);
  const { problems } = readStrace(text);
  demandLines(problems, text);
  return problems.length === 0 ? 'accepted' : 'rejected';
}

/** Replays the log over a snapshot, as `replay` and `import strace` do. */
function replaysLog(input: string, index: number): Verdict {
  const text = textOf(input);
  const builder = new WhatIfBuilder(SETUP, MACHINE, regions);
  const replay = new RecordedReplay(SETUP, regions, undefined, (call) => builder.add(call));
  const reader = new StraceReader((group) => replay.take(group));
  const lines = text.split('\n');
  lines.forEach((line, i) => {
    reader.push(line, i + 1 < lines.length);
  });
  reader.end();
  const problems = reader.problems.list();
  demandLines(problems, text);
  const { notes = [] } = replay.outcome() as { readonly notes?: readonly string[] };
  notes.forEach(demandWords);
  const scenario = scenarioFromLog(builder.build(), SETUP, [], 'fuzz.strace', MACHINE.pageBytes);
  if (index % 64 === 0) demandParses(scenario);
  return problems.length === 0 ? 'accepted' : 'rejected';
}

/** Readers of strace logs. */
export const LOG_READERS: readonly FuzzReader[] = [
  {
    name: 'strace',
    reads: 'strace logs, call by call',
    sample: (draw) => windowOf(LOGS, 8, draw),
    words: WORDS,
    read: readsLog,
  },
  {
    name: 'recording',
    reads: 'strace logs replayed over a snapshot, and the scenario made of them',
    sample: (draw) => windowOf(LOGS, 8, draw),
    words: WORDS,
    read: replaysLog,
  },
];
