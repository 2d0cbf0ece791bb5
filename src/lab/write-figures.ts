import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Figure } from '../report/figures/figure.ts';
import { needTool } from './find-tool.ts';
import { LabError, systemCode, systemReason } from './lab-error.ts';
import { replaceFolder } from './replace-folder.ts';

/** A figure with its picture. */
export interface DrawnFigure {
  readonly figure: Pick<Figure, 'name' | 'title' | 'caption' | 'scenarios'>;
  readonly svg: string;
  /** The Vega-Lite specification; maps have none. */
  readonly spec?: Figure['spec'];
}

/** The list of all figures in the folder, with a caption each. */
export const FIGURE_LIST = 'figures.json';

const OURS = /\.(svg|vl\.json|pdf)$/;

/** What figures are made as PDF with. */
const PDF_TOOL = 'rsvg-convert';

/**
 * Writes figures to a folder of their own, all or none: NAME.svg, its specification NAME.vl.json, NAME.pdf where asked.
 * @throws LabError where the folder holds anything else or cannot be written, or the tool for PDF is missing.
 */
export function writeFigures(dir: string, shown: string, drawn: readonly DrawnFigure[], pdf: boolean): void {
  const tool = pdf ? needTool(PDF_TOOL, 'it makes PDF of SVG') : undefined;
  refuseForeign(dir, shown);
  try {
    replaceFolder(dir, (fresh) => fill(fresh, drawn, tool), false);
  } catch (error) {
    if (systemCode(error) === '') throw error;
    throw new LabError(
      'output-unwritable',
      `cannot write figures to '${shown}': ${systemReason(error)}`,
      'choose another folder with --out DIR; nothing was changed',
    );
  }
}

function refuseForeign(dir: string, shown: string): void {
  if (!existsSync(dir)) return;
  const foreign = readdirSync(dir).filter((name) => name !== FIGURE_LIST && !OURS.test(name));
  if (foreign.length === 0) return;
  throw new LabError(
    'output-has-foreign-files',
    `'${shown}' holds files that are no figures: ${foreign.slice(0, 5).join(', ')}`,
    'choose another folder with --out DIR: this one is replaced as a whole',
  );
}

function fill(folder: string, drawn: readonly DrawnFigure[], tool: string | undefined): void {
  const list = drawn.map(({ figure: { name, title, caption, scenarios } }) => ({
    name,
    title,
    caption,
    scenarios,
  }));
  write(FIGURE_LIST, `${JSON.stringify(list, null, 1)}\n`);
  for (const { figure, svg, spec } of drawn) {
    write(`${figure.name}.svg`, svg);
    if (spec !== undefined)
      write(`${figure.name}.vl.json`, `${JSON.stringify({ $schema: SCHEMA, ...spec })}\n`);
    if (tool === undefined) continue;
    const pdf = path.join(folder, `${figure.name}.pdf`);
    execFileSync(tool, ['--format', 'pdf', '--output', pdf, path.join(folder, `${figure.name}.svg`)]);
  }

  function write(name: string, text: string): void {
    writeFileSync(path.join(folder, name), text);
  }
}

const SCHEMA = 'https://vega.github.io/schema/vega-lite/v6.json';
