/** One line of a plot: its mark and its points, ascending in x. */
export interface PlotLine {
  readonly mark: string;
  readonly name: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** Size and labels of a plot. */
export interface PlotShape {
  /** Characters, labels included. */
  readonly width: number;
  /** Rows between the axes. */
  readonly height: number;
  readonly yLabel: string;
  readonly xLabel: string;
  /** Whether the y axis is logarithmic too; its values are then above 0. */
  readonly logY: boolean;
}

const LABEL = 8;

/** Lines over a logarithmic x axis, for a terminal; the first line wins where two meet. */
export function textPlot(lines: readonly PlotLine[], shape: PlotShape): string {
  const points = lines.flatMap((line) => line.points);
  if (points.length === 0) return '';
  const columns = Math.max(16, shape.width - LABEL - 2);
  const [low, high] = [Math.min(...points.map(({ x }) => x)), Math.max(...points.map(({ x }) => x))];
  const top = Math.max(...points.map(({ y }) => y)) || 1;
  const foot = shape.logY ? Math.min(...points.map(({ y }) => y)) : 0;
  const share = (y: number) =>
    shape.logY ? Math.log2(y / foot) / (Math.log2(top / foot) || 1) : Math.max(0, y) / top;
  const valueAt = (part: number) => (shape.logY ? foot * 2 ** (part * Math.log2(top / foot)) : top * part);
  const span = Math.log2(high / low) || 1;
  const cells = Array.from({ length: shape.height }, () => new Array<string>(columns).fill(' '));
  for (const { mark, points: own } of [...lines].reverse())
    for (const { x, y } of own) {
      const column = Math.round((Math.log2(x / low) / span) * (columns - 1));
      const row = shape.height - 1 - Math.round(share(y) * (shape.height - 1));
      cells[row]![column] = mark;
    }
  const label = (row: number) => {
    const shown = row === 0 || row === shape.height - 1 || row === (shape.height - 1) >> 1;
    const value = valueAt(1 - row / (shape.height - 1));
    return shown ? Number(value.toPrecision(3)).toString().padStart(LABEL) : ' '.repeat(LABEL);
  };
  return [
    `${shape.yLabel.padStart(LABEL)}   ${lines.map(({ mark, name }) => `${mark} ${name}`).join('   ')}`,
    ...cells.map((row, at) => `${label(at)} |${row.join('').trimEnd()}`),
    `${' '.repeat(LABEL)} +${'-'.repeat(columns)}`,
    xAxis(low, high, columns, shape.xLabel),
  ].join('\n');
}

/** Powers of four under their columns, as far as they do not touch. */
function xAxis(low: number, high: number, columns: number, name: string): string {
  const text = new Array<string>(columns + LABEL + 2).fill(' ');
  const span = Math.log2(high / low) || 1;
  let free = 0;
  for (let x = low; x <= high; x *= 4) {
    const label = String(x);
    const end = LABEL + 2 + Math.round((Math.log2(x / low) / span) * (columns - 1)) + 1;
    const from = Math.max(free, Math.min(end - label.length, text.length - label.length));
    if (from < free || from + label.length > text.length) continue;
    [...label].forEach((letter, at) => {
      text[from + at] = letter;
    });
    free = from + label.length + 1;
  }
  return `${text.join('').trimEnd()}  ${name}`;
}
