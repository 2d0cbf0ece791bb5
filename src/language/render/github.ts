import type { Finding } from './json.ts';

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** A finding as a workflow command of GitHub, which shows it beside the line of a change. Ends with a line end. */
export function githubAnnotation(finding: Finding): string {
  const { severity, message, hint, file } = finding;
  const properties: Readonly<Record<string, string | number>> =
    'code' in finding
      ? { file, line: finding.start.line, col: finding.start.column, title: finding.code }
      : { file };
  const written = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
  return `::${COMMANDS[severity]} ${written.join(',')}::${data(`${message}\n${hint}`)}\n`;
}

/** The message's own signs: a percent sign and line ends would be read as the command's. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** In a property, colons and commas as well. */
function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
