import type { ImportProblem } from '../../import/problems.ts';
import type { LoggedCall } from '../../import/strace.ts';
import type { FileProblems } from '../../lab/recording-files.ts';
import type { LogReplay } from '../../lab/replay-log.ts';
import { hex } from '../../machine/bytes.ts';
import type { Difference } from '../../replay/recorded.ts';
import type { VmaComparison, VmaDifference } from '../../replay/recorded-vmas.ts';
import type { Uncarried } from '../../replay/what-if-program.ts';

/** Differences that are printed; `--json` has more. */
const SHOWN = 100;

/** Unreadable lines that are printed for each file. */
const SHOWN_PROBLEMS = 20;

/** Whether a line could not be read that should have been. */
export function unreadable({ problems }: LogReplay): boolean {
  return problems.some((file) => file.problems.some(({ severity }) => severity !== 'warning'));
}

/** What could not be read, and what a reader should know: for standard error. */
export function replayProblems({ problems, notes }: LogReplay): string {
  return [...problems.flatMap(problemLines), ...notes.map((note) => `note: ${note}\n`)].join('');
}

/** What could not be read of a file. */
export function problemLines({ file, problems }: FileProblems): string[] {
  const lines = problems.filter(({ line }) => line > 0);
  const shown = lines.slice(0, SHOWN_PROBLEMS).map((problem) => problemLine(file, problem));
  const more = lines.length - shown.length;
  const uncounted = problems.filter(({ line }) => line === 0).map((problem) => problemLine(file, problem));
  return [...shown, ...(more > 0 ? [`${file}: and ${more} more like these\n`] : []), ...uncounted];
}

function problemLine(file: string, { line, message, severity }: ImportProblem): string {
  return `${file}${line > 0 ? `:${line}` : ''}: ${severity ?? 'error'}: ${message}\n`;
}

/** Differences, then the summary. */
export function replayText(replay: LogReplay): string {
  const { outcome, vmas } = replay;
  return [
    ...differencesText(replay),
    ...(vmas ? [vmaSummary(vmas)] : []),
    `placements: ${outcome.asRecorded} as recorded, ${outcome.different} not, ${outcome.fixed} fixed`,
    '',
  ].join('\n');
}

function vmaSummary({ asRecorded, different, apart }: VmaComparison): string {
  const kept = apart > 0 ? `, ${apart} kept apart for touches that no log shows` : '';
  return `vmas: ${asRecorded} as recorded, ${different} not${kept}`;
}

/** Each call and each VMA that differs, with the rule that could explain it. */
export function differencesText({ outcome, vmas }: LogReplay): string[] {
  const calls = outcome.differences.slice(0, SHOWN).map(differenceText);
  const more = outcome.different - calls.length;
  const areas = (vmas?.differences ?? []).slice(0, SHOWN).map(vmaText);
  const moreAreas = (vmas?.different ?? 0) - areas.length;
  return [
    ...calls,
    ...(more > 0 ? [`and ${more} more calls that differ`] : []),
    ...areas,
    ...(moreAreas > 0 ? [`and ${moreAreas} more VMAs that differ`] : []),
  ];
}

function differenceText({ line, call, expected, got, reason }: Difference): string {
  const why = reason === '' ? '' : `\n    ${reason}`;
  return `line ${line}: ${callText(call)}: expected ${answerText(expected)}, got ${answerText(got)}${why}`;
}

function vmaText({ expected, got, reason }: VmaDifference): string {
  return `vma: expected ${expected || 'nothing'}, got ${got || 'nothing'}\n    ${reason}`;
}

/** An address, or an error by its name. */
function answerText(answer: number | string): string {
  return typeof answer === 'string' ? answer || 'an error' : hex(answer);
}

/** A call as a log has it, shortened to what decides its place. */
function callText(call: LoggedCall): string {
  switch (call.call) {
    case 'mmap': {
      const what = call.descriptor
        ? `, ${call.descriptor.number}<${call.descriptor.path}>, ${hex(call.offset)}`
        : '';
      return `mmap(${hex(call.at)}, ${call.length}, ${call.flags.join('|')}${what})`;
    }
    case 'mremap':
      return `mremap(${hex(call.at)}, ${call.oldLength}, ${call.newLength}, ${call.flags.join('|')})`;
    case 'munmap':
    case 'mprotect':
    case 'madvise':
      return `${call.call}(${hex(call.at)}, ${call.length})`;
    case 'brk':
    case 'shmdt':
      return `${call.call}(${hex(call.at)})`;
    case 'shmat':
      return `shmat(${call.segment}, ${hex(call.at)})`;
    default:
      return call.call;
  }
}

/** All of it for a program. Addresses are hexadecimal strings. */
export function replayJson({ outcome, vmas, problems, notes, machine }: LogReplay, policy: string): string {
  const { asRecorded, different, fixed, refused, outside, executed } = outcome;
  const value = {
    policy,
    kernel: machine.kernel.name,
    placements: { asRecorded, different, fixed, refused, outside, executed },
    vmas: vmas ? { asRecorded: vmas.asRecorded, different: vmas.different, apart: vmas.apart } : null,
    differences: outcome.differences.map(({ line, call, expected, got, reason }) => ({
      line,
      call: callText(call),
      expected: answerText(expected),
      got: answerText(got),
      reason,
    })),
    vmaDifferences: vmas?.differences ?? [],
    problems: problems.flatMap((file) =>
      file.problems.map((problem) => ({ file: file.file, severity: 'error', ...problem })),
    ),
    notes,
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Lines of calls that are named for each group of policies. */
const SHOWN_LINES = 12;

/** Calls that could not be carried over: policies that leave out the same calls stand together. */
export function uncarriedText(uncarried: ReadonlyMap<string, readonly Uncarried[]>, failed: number): string {
  const groups = new Map<string, { readonly policies: string[]; readonly calls: readonly Uncarried[] }>();
  for (const [policy, calls] of uncarried) {
    const key = calls.map(({ line }) => line).join(' ');
    const group = groups.get(key) ?? { policies: [], calls };
    group.policies.push(policy);
    groups.set(key, group);
  }
  const lines = [...groups.values()].map(({ policies, calls }) =>
    calls.length === 0
      ? `carried over whole: ${policies.join(', ')}`
      : [`not carried over: ${calls.length} calls under ${policies.join(', ')}`, ...callLines(calls)].join(
          '\n',
        ),
  );
  const left = failed > 0 ? [`${failed} calls that failed when they were recorded are left out`] : [];
  return `\n${[...lines, ...left].join('\n')}\n\n`;
}

function callLines(calls: readonly Uncarried[]): string[] {
  const shown = calls.slice(0, SHOWN_LINES).map(({ line, reason }) => `  line ${line}: ${reason}`);
  return calls.length > shown.length ? [...shown, `  and ${calls.length - shown.length} more`] : shown;
}
