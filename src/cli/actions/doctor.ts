import { examine, type Finding } from '../../lab/doctor.ts';
import type { DoctorArguments } from '../commands/doctor.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';

/** Says what was found; exit code 1 where something that every run needs is wrong. */
export function doctor({ json }: DoctorArguments, io: Io): ExitCode {
  const findings = examine(io.cwd);
  io.out(json ? `${JSON.stringify({ findings }, null, 2)}\n` : text(findings));
  return findings.some(({ state }) => state === 'wrong') ? EXIT.findings : EXIT.fine;
}

function text(findings: readonly Finding[]): string {
  const lines = findings.map(({ state, what, found, mend }) => {
    const cure = mend === '' ? '' : `\n${' '.repeat(9)}${mend}`;
    return `${state.padEnd(9)}${what}: ${found}${cure}\n`;
  });
  const count = (wanted: Finding['state']) => findings.filter(({ state }) => state === wanted).length;
  const optional = count('missing') === 0 ? '' : `; ${count('missing')} optional tools are missing`;
  const end = count('wrong') === 0 ? 'ready to run' : `${count('wrong')} things must be mended`;
  return `${lines.join('')}${end}${optional}\n`;
}
