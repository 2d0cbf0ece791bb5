import { hex, sizeText } from '../../machine/bytes.ts';
import { buildMachine, MACHINE_PRESETS } from '../../machine/machine.ts';
import { DEFAULT_MACHINE } from '../check/machines.ts';
import type { CheckedRegion, CheckedScenario, ScenarioPoint, Span } from '../checked-scenario.ts';
import type { Document } from './document.ts';
import { numberAt } from './literals.ts';
import type { NameUse } from './names.ts';
import { addressLines, groupedHex, pagesText, sizeLines } from './number-text.ts';
import { definitionOf, nameAt } from './resolve.ts';
import { WORD_MEANINGS } from './word-meanings.ts';

/** What an editor shows for a place: Markdown, and the stretch of the text that it speaks of. */
export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

/**
 * What a place means: a name, a number resolved to bytes, pages and residues, or a word of the language.
 * @param scenarios - as the check of the same text gave them; without them nothing that is computed is shown.
 */
export function hoverAt(
  document: Document,
  offset: number,
  scenarios: readonly CheckedScenario[] = [],
): Hover | undefined {
  const name = nameAt(document, offset);
  const lines = name && nameLines(document, name, scenarios);
  if (name && lines && lines.length > 0) return { span: name.span, markdown: lines.join('\n\n') };
  const number = numberAt(document, offset);
  if (number) {
    const { span, value, isAddress } = number;
    const told = isAddress ? addressLines(value) : sizeLines(value);
    return { span, markdown: told.join('\n\n') };
  }
  return wordHover(document, offset);
}

function wordHover({ file, parsed }: Document, offset: number): Hover | undefined {
  const token = parsed.tokens.find(
    ({ startOffset, image }) => startOffset <= offset && offset <= startOffset + image.length,
  );
  const meaning = token && Object.hasOwn(WORD_MEANINGS, token.image) ? WORD_MEANINGS[token.image] : undefined;
  if (!token || !meaning) return undefined;
  const span = { file, start: token.startOffset, end: token.startOffset + token.image.length };
  return { span, markdown: `**${token.image}**\n\n${meaning}` };
}

function nameLines(document: Document, name: NameUse, scenarios: readonly CheckedScenario[]): string[] {
  const definition = definitionOf(document, name);
  const point = pointAround(name, scenarios);
  switch (definition?.kind ?? name.kind) {
    case 'machine':
      return machineLines(name.text, scenarios);
    case 'device':
      return deviceLines(name.text, point);
    case 'region':
      return regionLines(definition ?? name, point);
    case 'file':
      return fileLines(name.text, point);
    case 'mapping':
      return mappingLines(name, scenarios);
    case 'variable':
      return variableLines(name, scenarios);
    case 'policy':
      return policyLines(document, name.text);
    case 'option':
      return optionLines(document, name);
    case 'metric':
      return metricLines(document, name.text);
    default:
      return [];
  }
}

/** The first sweep point of the scenario around a name; outside of scenarios, of any that is there. */
function pointAround({ span }: NameUse, scenarios: readonly CheckedScenario[]): ScenarioPoint | undefined {
  return (scenarioAround(span, scenarios) ?? scenarios[0])?.points[0];
}

function scenarioAround(place: Span, scenarios: readonly CheckedScenario[]): CheckedScenario | undefined {
  return scenarios.find(
    ({ span }) => span.file === place.file && span.start <= place.start && place.end <= span.end,
  );
}

function machineLines(name: string, scenarios: readonly CheckedScenario[]): string[] {
  const used = scenarios.flatMap(({ points }) => points).find(({ machineName }) => machineName === name);
  const settings = used?.machine ?? MACHINE_PRESETS[name] ?? MACHINE_PRESETS[DEFAULT_MACHINE]!;
  const { machine } = buildMachine(settings);
  if (!machine || !(used || Object.hasOwn(MACHINE_PRESETS, name))) return [`**machine ${name}**`];
  const leaves = Object.entries(machine.leafBytes)
    .filter(([, bytes]) => bytes > 0)
    .map(([kind, bytes]) => `${kind} ${sizeText(bytes)}`);
  return [
    `**machine ${name}**: ${machine.arch}, pages of ${sizeText(machine.pageBytes)}, kernel ${machine.kernel.name}`,
    `leaves: ${leaves.join(', ')}`,
    `${machine.layout}, mmap_base \`${groupedHex(machine.mmapBaseBytes)}\`, user space ends at \`${groupedHex(machine.taskSizeBytes)}\``,
  ];
}

function deviceLines(name: string, point: ScenarioPoint | undefined): string[] {
  const device = point?.devices.find((one) => one.name === name);
  if (!device) return [`**device ${name}**`];
  const { populate, startPfn, action } = device.facts;
  const told = [startPfn !== false && 'start PFN', action !== 'none' && `action ${action}`].filter(Boolean);
  return [
    `**device ${name}**: ${device.driver}, populated ${populate === 'fault' ? 'by faults' : 'at mmap'}`,
    `tells: ${told.join(', ') || 'nothing'}`,
    device.regions.map((region) => `\`${name}.${region.name}\` ${sizeText(region.sizeBytes)}`).join(', '),
  ];
}

function regionLines({ text, owner }: NameUse, point: ScenarioPoint | undefined): string[] {
  const region = point?.devices.find(({ name }) => name === owner)?.regions.find(({ name }) => name === text);
  return region ? [`**${owner}.${text}**`, ...regionFacts(region)] : [`**${owner}.${text}**`];
}

function regionFacts({ sizeBytes, ranges, offsetBaseBytes, holes }: CheckedRegion): string[] {
  const base = [`mmap offset \`${groupedHex(offsetBaseBytes)}\``];
  const gaps = holes.map(
    ({ fromBytes, lengthBytes, label }) => `hole \`${hex(fromBytes)}\` +${sizeText(lengthBytes)} ${label}`,
  );
  const places = ranges.flatMap(({ physBytes }) => addressLines(physBytes, 'PA'));
  return [...sizeLines(sizeBytes), ...places, ...base, ...gaps];
}

function fileLines(name: string, point: ScenarioPoint | undefined): string[] {
  const file = point?.files.find((one) => one.name === name);
  if (!file) return [`**file ${name}**`];
  return [
    `**file ${name}**: ${file.fs}, hook ${file.hook}, folios up to ${sizeText(file.folioBytes)}`,
    ...sizeLines(file.sizeBytes),
  ];
}

function mappingLines({ text, span }: NameUse, scenarios: readonly CheckedScenario[]): string[] {
  const scenario = scenarioAround(span, scenarios);
  const mmap = scenario?.body.find((one) => one.kind === 'mmap' && one.name === text);
  const point = scenario?.points[0];
  const heading = `**mapping ${text}**`;
  if (mmap?.kind !== 'mmap' || !point || mmap.source.kind !== 'device') return [heading];
  const { device, region: wanted } = mmap.source;
  const region = point.devices
    .find(({ name }) => name === device)
    ?.regions.find(({ name }) => name === wanted);
  return region ? [`${heading} of ${device}.${wanted}`, ...regionFacts(region)] : [heading];
}

function variableLines({ text, span }: NameUse, scenarios: readonly CheckedScenario[]): string[] {
  const points = scenarioAround(span, scenarios)?.points ?? [];
  const values = [...new Set(points.flatMap(({ bindings }) => bindings[text] ?? []))];
  if (values.length === 0) return [`**$${text}**`];
  const shown = values.slice(0, 8).map((value) => (value >= 1024 ? sizeText(value) : String(value)));
  const more = values.length > shown.length ? `, … (${values.length} values)` : '';
  const only = values.length === 1 && values[0]! >= 4096 ? [pagesText(values[0]!, 4096)] : [];
  return [`**$${text}** = ${shown.join(', ')}${more}`, ...only];
}

function policyLines({ vocabulary }: Document, id: string): string[] {
  const policy = vocabulary.policies.find((one) => one.id === id);
  if (!policy) return [];
  const options = policy.options.map(
    ({ name, values, meaning }) => `- \`${name}=${values.join('|')}\`: ${meaning}`,
  );
  return [
    `**policy ${id}**: ${policy.summary}`,
    policy.source,
    ...(options.length > 0 ? [options.join('\n')] : []),
  ];
}

function optionLines({ vocabulary }: Document, { text, owner }: NameUse): string[] {
  const option = vocabulary.policies
    .find(({ id }) => id === owner)
    ?.options.find(({ name }) => name === text);
  return option ? [`**${owner}.${text}** = ${option.values.join(' | ')}`, option.meaning] : [];
}

function metricLines({ vocabulary }: Document, name: string): string[] {
  const metric = vocabulary.metrics.find((one) => one.name === name);
  if (!metric) return [];
  const unit = metric.unit === '' ? '' : ` (${metric.unit})`;
  const better = metric.better === 'neither' ? [] : [`${metric.better} is better`];
  return [`**metric ${name}**${unit}`, metric.meaning, ...better];
}
