import { CATALOGUE, type Code } from '../catalogue.ts';
import type { DiagnosticObject, Finding, FixObject, PlaceObject } from './json.ts';

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;
const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/**
 * Findings as a log of SARIF 2.1.0 (OASIS), ready for JSON. Columns count UTF-16 units. Rules have what code scanning on
 * GitHub asks for beyond the standard.
 * @param version - policy-lab's own.
 */
export function sarifLog(findings: readonly Finding[], version: string) {
  const codes = [...new Set(findings.flatMap((each) => ('code' in each ? [each.code] : [])))].sort();
  const rules = [...codes.map(rule), ...(findings.every((each) => 'code' in each) ? [] : [UNREADABLE])];
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'policy-lab', semanticVersion: version, rules } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((each) =>
          'code' in each ? result(each, codes) : fileResult(each, codes.length),
        ),
      },
    ],
  };
}

/** The standard wants a rule for every result; a file that cannot be read breaks none of the language. */
const UNREADABLE = {
  id: 'unreadable-file',
  shortDescription: { text: 'a file cannot be read' },
  fullDescription: { text: 'a file that was named, or that a scenario names, cannot be read as text' },
  help: { text: 'name a file that can be read' },
  defaultConfiguration: { level: LEVELS.error },
};

function rule(code: Code) {
  const { severity, message, hint } = CATALOGUE[code];
  const mend = hint === '{hint}' ? '' : `${hint}\n`;
  return {
    id: code,
    shortDescription: { text: message },
    fullDescription: { text: `${message}\n${mend}`.trim() },
    help: { text: `${mend}policy-lab explain ${code}` },
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function result(finding: DiagnosticObject, codes: readonly Code[]) {
  const { code, severity, message, hint, related, fixes } = finding;
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: LEVELS[severity],
    message: { text: `${message}\n${hint}` },
    locations: [{ physicalLocation: physicalLocation(finding) }],
    relatedLocations: related.map((place) => ({
      physicalLocation: physicalLocation(place),
      message: { text: place.message },
    })),
    fixes: fixes.map(fix),
  };
}

/** A file that cannot be read, the whole of it. */
function fileResult(
  { severity, message, hint, file }: Exclude<Finding, DiagnosticObject>,
  ruleIndex: number,
) {
  return {
    ruleId: UNREADABLE.id,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: `cannot use '${file}': ${message}\n${hint}` },
    locations: [{ physicalLocation: { artifactLocation: artifactLocation(file) } }],
  };
}

/** SARIF has no word for how sure a mend is; the description says it. */
function fix({ title, confidence, edits }: FixObject) {
  return {
    description: { text: `${title} (${confidence})` },
    artifactChanges: edits.map((edit) => ({
      artifactLocation: artifactLocation(edit.file),
      replacements: [{ deletedRegion: region(edit), insertedContent: { text: edit.text } }],
    })),
  };
}

function physicalLocation(place: PlaceObject) {
  return { artifactLocation: artifactLocation(place.file), region: region(place) };
}

/** A path as a URI: each part of it escaped. */
function artifactLocation(file: string) {
  return { uri: file.split('/').map(encodeURIComponent).join('/') };
}

function region({ start, end }: PlaceObject) {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}
