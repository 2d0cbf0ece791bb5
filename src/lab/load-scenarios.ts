import path from 'node:path';
import type { CheckSettings } from '../language/check/host.ts';
import { type CheckResult, checkScenarios } from '../language/check.ts';
import type { CheckedScenario } from '../language/checked-scenario.ts';
import { type Diagnostic, diagnose } from '../language/diagnostic.ts';
import { LIBRARY_SOURCES } from '../language/library.ts';
import { projectOf, readProjectText } from './project.ts';
import { readText, sha256, type TextFile } from './read-text.ts';

/** A file that could not be read as a scenario file at all. */
export interface FileProblem {
  readonly file: string;
  readonly message: string;
  readonly hint: string;
}

/** Everything that was read and found. */
export interface LoadedScenarios {
  /** The scenario files, as they were asked for. */
  readonly files: readonly string[];
  /** Those without errors, in the order of files and lines. */
  readonly scenarios: readonly CheckedScenario[];
  readonly diagnostics: readonly Diagnostic[];
  readonly problems: readonly FileProblem[];
  /** Texts of all files that were read, includes and maps files too, by their path relative to `cwd`. */
  readonly texts: ReadonlyMap<string, string>;
  /** SHA-256 of the same files. */
  readonly hashes: ReadonlyMap<string, string>;
}

/** Texts that were read so far; `error` where that failed. */
class Sources {
  readonly texts = new Map<string, string | { readonly error: string }>();
  readonly hashes = new Map<string, string>();

  constructor(private readonly cwd: string) {}

  /** @param project - the folder that links inside it may not lead out of; absent: any file is read. */
  read(file: string, project?: string): string | { readonly error: string } {
    const known = this.texts.get(file);
    if (known !== undefined) return known;
    const library = LIBRARY_SOURCES.get(file);
    const read =
      library === undefined ? this.#fromDisk(file, project) : { text: library, sha256: sha256(library) };
    const source = 'text' in read ? read.text : read;
    if ('text' in read) this.hashes.set(file, read.sha256);
    this.texts.set(file, source);
    return source;
  }

  #fromDisk(file: string, project: string | undefined): TextFile {
    const place = path.resolve(this.cwd, file);
    return project === undefined ? readText(place) : readProjectText(place, project);
  }

  /** The project of a file: absolute, and as the checker knows paths. */
  project(file: string): { readonly folder: string; readonly named: string } {
    const folder = projectOf(file, this.cwd);
    return { folder, named: path.isAbsolute(file) ? folder : path.relative(this.cwd, folder) };
  }
}

/**
 * Reads and checks scenario files, with all that they include; `files` are relative to `cwd`. Never throws for what
 * is in the files: problems and diagnostics say it.
 */
export function loadScenarios(
  files: readonly string[],
  settings: CheckSettings,
  cwd: string,
): LoadedScenarios {
  const sources = new Sources(cwd);
  const scenarios: CheckedScenario[] = [];
  const diagnostics: Diagnostic[] = [];
  const problems: FileProblem[] = [];
  for (const file of files) {
    const text = sources.read(file);
    const problem = problemOf(file, text);
    if (problem !== undefined) problems.push(problem);
    if (problem !== undefined || typeof text !== 'string') continue;
    const result = checkFile(file, text, settings, sources);
    scenarios.push(...result.scenarios);
    diagnostics.push(...result.diagnostics);
  }
  diagnostics.push(...sharedNames(scenarios));
  const texts = new Map(
    [...sources.texts].flatMap(([file, text]) => (typeof text === 'string' ? [[file, text]] : [])),
  );
  return { files, scenarios, diagnostics: unique(diagnostics), problems, texts, hashes: sources.hashes };
}

function problemOf(file: string, text: string | { readonly error: string }): FileProblem | undefined {
  if (typeof text !== 'string') return { file, message: text.error, hint: mend(text.error) };
  if (text.trim() !== '') return undefined;
  return { file, message: 'it is empty', hint: "begin it with 'language 1'" };
}

function mend(reason: string): string {
  return reason.includes('UTF-8') ? 'save it as UTF-8' : 'name a file that can be read';
}

/** Checks until the checker has every text that it asks for. */
function checkFile(file: string, text: string, settings: CheckSettings, sources: Sources): CheckResult {
  const { folder, named } = sources.project(file);
  for (;;) {
    const host = { ...settings, sources: sources.texts, project: named };
    const result = checkScenarios({ file, text, host });
    const missing = result.needs.filter((need) => !sources.texts.has(need));
    if (missing.length === 0) return result;
    for (const need of missing) sources.read(need, folder);
  }
}

/** Tables go by scenario names: they are unique over all files of a run. */
function sharedNames(scenarios: readonly CheckedScenario[]): readonly Diagnostic[] {
  const first = new Map<string, CheckedScenario>();
  return scenarios.flatMap((scenario) => {
    const { name, file, span } = scenario;
    const other = first.get(name);
    if (other === undefined) first.set(name, scenario);
    if (other === undefined || other.file === file) return [];
    return [diagnose('PL2008', span, { name }, [{ message: 'the first one', span: other.span }])];
  });
}

/** A mistake in a file that several others include is said once. */
function unique(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const keyed = diagnostics.map((each): [string, Diagnostic] => {
    const { file, start, end } = each.span;
    return [JSON.stringify([each.code, each.message, file, start, end]), each];
  });
  return [...new Map(keyed).values()];
}
