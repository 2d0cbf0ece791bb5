import { checkScenarios } from '../../../src/language/check.ts';
import { replayUnder, runCell } from '../../../src/metrics/run-cell.ts';
import { cellByCell } from '../../../src/metrics/run-walk.ts';
import { checkDefinition } from '../../../src/plugins/check-definition.ts';
import { PluginError } from '../../../src/plugins/plugin-error.ts';
import { replyProblem } from '../../../src/plugins/reply-shape.ts';
import { choosePolicy } from '../../../src/policies/chosen-policy.ts';
import type { Fact, PolicyDefinition, PolicyInstance } from '../../../src/policies/policy.ts';
import { parsePolicyList } from '../../../src/policies/registry.ts';
import { STATUSES } from '../../../src/replay/status.ts';
import { csvRecords } from '../../../src/report/csv.ts';
import { demand, demandWords, type FuzzReader, type Verdict } from '../fuzz-reader.ts';
import { Decisions, hostileObject, hostileThrow, hostileValue } from './hostile-values.ts';

const TEXT = `language 1
device gpu { driver vfio-pci  bar 2 { phys 0x2000_0000_0000  size 2G  prefetchable } }
file model { fs ext4  size 4M }
scenario "one" {
  occupancy { 0x7fff_f700_0000 +16M anon  0x7fff_7000_0000 +64M anon }
  a = mmap anon of 4M
  bar2 = mmap gpu.bar2
  f = mmap model
}
`;
const { scenarios } = checkScenarios({
  file: 'one.scn',
  text: TEXT,
  host: {
    sources: new Map(),
    policies: [],
    metrics: [],
    libraries: [],
    budgets: { points: 10, statements: 100, touches: 1_000_000 },
  },
});
const LINUX = parsePolicyList('linux')[0]!;
const first = cellByCell(scenarios, [LINUX], { text: () => '' }).next();
if (first.done) throw new Error('the scenario has no cell');
const { plan } = first.value;
const BASE = replayUnder(plan, LINUX);

const SIZES = [4096, 2 ** 16, 2 ** 21, 2 ** 30];
const ADDRESSES = [0x7fff_0000_0000, 0x2000_0000_0000, 0x7f00_0020_0000, 4096];
const SEARCH = { form: ['mask', 'thp'], alignBytes: SIZES, offsetBytes: [0, ...SIZES], reason: ['fits'] };
const ADDRESS = { addressBytes: ADDRESSES, alignBytes: SIZES, reason: ['here'] };
const CALL = {
  call: ['reserve', 'map-fixed', 'unmap'],
  lengthBytes: [2 ** 31, 2 ** 22, 4096],
  addressBytes: ADDRESSES,
  alignBytes: SIZES,
};

/** A policy whose every answer is decided by the input. */
function hostilePolicy(decisions: Decisions): PolicyDefinition {
  const answers = (good: () => unknown) => () => {
    const which = decisions.next(10);
    if (which === 9) return hostileThrow(decisions);
    return which === 8 ? hostileValue(decisions) : good();
  };
  const searches = answers(() =>
    Array.from({ length: decisions.next(4) }, () => hostileObject(SEARCH, decisions)),
  );
  const instance = {
    ...(decisions.next(2) === 0 && { propose: searches }),
    ...(decisions.next(3) === 0 && { place: answers(() => hostileObject(ADDRESS, decisions)) }),
    ...(decisions.next(3) === 0 && { calls: answers(() => callsOf(decisions)) }),
    ...(decisions.next(3) === 0 && { settle: answers(() => callsOf(decisions)) }),
    ...(decisions.next(3) === 0 && { hooks: answers(() => decisions.of(['kept', 'removed', 'wrapping'])) }),
  };
  return {
    id: 'hostile',
    summary: '',
    needs: [],
    toldBy: 'nobody',
    source: '',
    create: answers(() => instance) as () => PolicyInstance<Fact>,
    ...(decisions.next(5) === 0 && { skips: answers(() => undefined) as () => string | undefined }),
  };
}

function* callsOf(decisions: Decisions): Generator<unknown, void, number | undefined> {
  let reserved: number | undefined;
  for (let count = decisions.next(6); count > 0; count--) {
    const call = hostileObject(CALL, decisions);
    const here = reserved !== undefined && decisions.next(2) === 0;
    reserved = (yield here ? { ...(call as object), addressBytes: reserved } : call) ?? reserved;
  }
}

function runsHostile(input: string): Verdict {
  const cell = runCell(plan, choosePolicy(hostilePolicy(new Decisions(input))), BASE);
  demand(STATUSES.includes(cell.status), `the status is ${String(cell.status)}`);
  demand(typeof cell.message === 'string', 'the message is no text');
  demand(replyProblem({ answer: 'cell', cell }) === undefined, `${replyProblem({ answer: 'cell', cell })}`);
  for (const table of ['placements', 'coverage', 'fragmentation'] as const)
    demand(
      !/NaN|Infinity|undefined|\[object/.test(csvRecords([{ ...cell, message: '' }], table)),
      `${table} has no number`,
    );
  const fine = cell.status === 'placed' || cell.status === 'failed';
  demand(fine || cell.message !== '', `${cell.status} without a reason`);
  return fine ? 'accepted' : 'rejected';
}

const DEFINITION = {
  id: ['my-policy', 'constructor', 'linux'],
  needs: [[], ['startPfn'], ['toString'], [1]],
  propose: [() => []],
  create: [() => ({})],
  options: [{}, { cont: { values: ['on', 'off'], meaning: 'x' } }, { ['__proto__']: { values: ['a'] } }],
  claims: [{ congruentTo: 'pfn' }, { congruentTo: 'pfn', kinds: ['anon'] }, { kinds: 4 }],
  toldBy: ['driver', 'nobody'],
  summary: ['a policy'],
  source: ['a mail'],
  apiVersion: [1, 2],
};

function readsDefinition(input: string): Verdict {
  const decisions = new Decisions(input);
  const taken = new Set(['linux']);
  try {
    const definition = checkDefinition(hostileObject(DEFINITION, decisions), 'hostile.js', taken);
    demand(typeof choosePolicy(definition).label === 'string', 'the label is no text');
    return 'accepted';
  } catch (error) {
    if (!(error instanceof PluginError)) throw error;
    // 'undefined' is a fair word to an author of JavaScript.
    demand(error.reason !== '' && error.hint !== '', 'refused without a reason');
    demand(!/\[object /.test(error.reason), error.reason);
    return 'rejected';
  }
}

const CELL = {
  scenario: ['one'],
  point: [''],
  seed: [null],
  policy: ['hostile'],
  status: ['placed', 'error'],
  message: [''],
  placements: [[], [{ mapping: 'bar2' }]],
  coverage: [{}, { faults: 2 }],
  fragmentation: [{}],
};

function readsReply(input: string): Verdict {
  const decisions = new Decisions(input);
  const kinds = ['cell', 'loaded', 'refused', 'tested'];
  const reply = hostileObject(
    {
      answer: kinds,
      cell: Array.from({ length: 8 }, () => hostileObject(CELL, decisions)),
      card: [{ id: 'hostile', needs: [] }, {}, { id: 1 }],
      hash: ['00'],
      reason: ['no'],
      hint: [''],
      report: [{ policy: 'x', settings: {}, properties: [] }],
    },
    decisions,
  );
  const problem = replyProblem(sent(reply));
  if (problem !== undefined) demandWords(problem);
  return problem === undefined ? 'accepted' : 'rejected';
}

/** A message as it comes out of the channel; what cannot be sent never comes. */
function sent(reply: unknown): unknown {
  try {
    return structuredClone(reply);
  } catch {
    return undefined;
  }
}

const bytes = (draw: (below: number) => number) =>
  Array.from({ length: 4 + draw(40) }, () => String.fromCharCode(draw(256))).join('');

/** Whatever a plug-in hands over: its definition, the answers of its policy, the messages of its process. */
export const ANSWERS: readonly FuzzReader[] = [
  {
    name: 'plugin-answers',
    reads: 'answers of a hostile policy, in whole cells',
    sample: bytes,
    words: [],
    read: runsHostile,
  },
  {
    name: 'plugin-definition',
    reads: 'what a plug-in exports',
    sample: bytes,
    words: [],
    read: readsDefinition,
  },
  {
    name: 'plugin-replies',
    reads: "messages of a plug-in's process",
    sample: bytes,
    words: [],
    read: readsReply,
  },
];
