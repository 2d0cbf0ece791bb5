import { buildMachine } from '../machine/machine.ts';
import type { Word } from './ast.ts';
import { withoutAllowed } from './check/allowed.ts';
import { type Declared, declare, isFresh, reportUnused } from './check/declared.ts';
import { checkDevice } from './check/devices.ts';
import { checkFile } from './check/files.ts';
import type { CheckInput, CheckResult } from './check/host.ts';
import { loadFiles } from './check/load.ts';
import { checkMachines, DEFAULT_MACHINE } from './check/machines.ts';
import { reportMissingMaps } from './check/maps-files.ts';
import { checkScenario } from './check/scenario.ts';
import { reportMissingTraces } from './check/trace-files.ts';
import { checkVariables, expressionsOfDevice, expressionsOfFile } from './check/variables.ts';
import { type Diagnostic, type Report, reportInto } from './diagnostic.ts';
import type { FileAst } from './file-ast.ts';
import { inOrder } from './order.ts';

export type { CheckInput, CheckResult, Host } from './check/host.ts';

/**
 * Checks one scenario file. It opens nothing: `needs` names the texts that are missing (includes, maps files); the
 * caller puts them into `host.sources` and calls again, until nothing is needed.
 */
export function checkScenarios(input: CheckInput): CheckResult {
  const diagnostics: Diagnostic[] = [];
  const needs = new Set<string>();
  const report = reportInto(diagnostics);
  const { root, files, complete } = loadFiles(input, diagnostics, needs);
  const wellFormed = diagnostics.every(({ severity }) => severity !== 'error');
  const machines = checkMachines(freshMachines(files, report), complete, report);
  const declared = declareAll(files, report);
  checkDeclared(declared, report);
  reportMissingMaps(root.ast.scenarios, input.host, needs, report);
  reportMissingTraces(root.ast.scenarios, input.host, needs, report);
  reportScenarioNames(root.ast, report);
  if (wellFormed) reportNoScenario(root.ast, report);
  const broken = diagnostics.filter(({ severity }) => severity === 'error');
  const settled = new Map();
  const context = {
    host: input.host,
    machines,
    declared,
    settled,
    text: input.text,
    wellFormed,
    pointsSoFar: { count: 0 },
    room: { held: 0 },
  };
  // Without its includes a file's names only seem unknown: nothing can be said about scenarios yet.
  const checkable = complete ? root.ast.scenarios : [];
  const scenarios = checkable.flatMap((node) => {
    const scenario = checkScenario(node, context, diagnostics);
    const faulty = broken.some(({ span }) => span.file === node.span.file && within(span.start, node.span));
    // A mistake of form may have swallowed or merged anything: no scenario of such a file can be trusted.
    return scenario && wellFormed && !faulty ? [scenario] : [];
  });
  if (wellFormed && complete) reportUnused(declared, input.file, report);
  const allSeen = needs.size === 0 && diagnostics.every(({ severity }) => severity !== 'error');
  const told = withoutAllowed(diagnostics, input, includedTexts(files, input), allSeen);
  return { scenarios, diagnostics: inOrder(told, input.file), needs: [...needs] };
}

/** The texts of the files that the one that was asked for includes. */
function includedTexts(files: readonly FileAst[], { file: asked, host }: CheckInput) {
  return files.flatMap(({ file }) => {
    const text = file === asked ? undefined : host.sources.get(file);
    return typeof text === 'string' ? [{ file, text }] : [];
  });
}

function within(offset: number, { start, end }: { readonly start: number; readonly end: number }): boolean {
  return offset >= start && offset < end;
}

function freshMachines(files: readonly FileAst[], report: Report) {
  const names = new Map<string, Word>();
  return files
    .flatMap(({ machines }) => machines)
    .filter(({ name }) => isFresh('machine', name, names, report));
}

function declareAll(files: readonly FileAst[], report: Report): Declared {
  const all = {
    devices: files.flatMap(({ devices }) => devices),
    files: files.flatMap((file) => file.files),
  };
  return declare(all, { devices: new Map(), files: new Map() }, report);
}

/** Devices and files outside scenarios see no variables; they are checked once here, on the default machine. */
function checkDeclared({ devices, files }: Declared, report: Report): void {
  const { machine } = buildMachine({ arch: DEFAULT_MACHINE });
  const scope = { bindings: {}, report };
  for (const { node } of devices.values()) {
    checkVariables(expressionsOfDevice(node), new Map(), report);
    checkDevice(node, scope);
  }
  for (const { node } of files.values()) {
    checkVariables(expressionsOfFile(node), new Map(), report);
    if (machine) checkFile(node, machine, scope);
  }
}

/** Tables go by scenario names: they are unique in a file. */
function reportScenarioNames({ scenarios }: FileAst, report: Report): void {
  const seen = new Map<string, Word>();
  for (const { name } of scenarios) {
    const first = seen.get(name.text);
    if (first)
      report('PL2008', name.span, { name: name.text }, [{ message: 'the first one', span: first.span }]);
    else seen.set(name.text, name);
  }
}

/** A file without a scenario is only good for including. */
function reportNoScenario({ file, headers, scenarios }: FileAst, report: Report): undefined {
  const place = headers[0]?.span ?? { file, start: 0, end: 0 };
  if (scenarios.length === 0) report('PL6006', place, {});
}
