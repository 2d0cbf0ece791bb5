import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findTool } from '../../src/lab/find-tool.ts';
import { runCli } from '../cli/run-cli.ts';
import { temporaryFolder } from '../lab/temporary-folder.ts';
import { ROOT } from '../scenarios/shipped.ts';

const document = (tables: string) => `\\documentclass{article}
\\usepackage[T1]{fontenc}\\usepackage{booktabs}
\\begin{document}
${tables}\\end{document}
`;

/** pdflatex and booktabs: texlive-latex-base and texlive-latex-recommended. */
const tex = findTool('pdflatex');

describe.skipIf(tex === undefined)('pdflatex (skipped where it is not installed)', () => {
  it('sets tables of scenarios, sweeps, seeds and totals without an error and within the margins', async () => {
    const cwd = temporaryFolder();
    const files = ['thread', 'gaps', 'mastro', 'areas'].map((name) =>
      path.join(ROOT, `scenarios/${name}.scn`),
    );
    const { out } = await runCli(cwd, ['run', ...files, '--format', 'latex']);
    writeFileSync(path.join(cwd, 'tables.tex'), document(out));
    execFileSync(tex!, ['-interaction=nonstopmode', '-halt-on-error', 'tables.tex'], { cwd, stdio: 'pipe' });
    const log = readFileSync(path.join(cwd, 'tables.log'), 'latin1');
    expect(log.match(/^(!|Overfull).*/gm)).toBeNull();
    expect(log).toMatch(/Output written on tables\.pdf \(\d+ pages/);
  }, 120_000);
});
