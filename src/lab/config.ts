import { existsSync } from 'node:fs';
import path from 'node:path';
import { jsonErrorLine } from '../import/json-place.ts';
import { suggestion } from '../language/check/nearest.ts';
import { FORMATS, type Format } from '../report/format.ts';
import { LabError } from './lab-error.ts';
import { readText } from './read-text.ts';

/** Name of the file that holds defaults, in the current folder. */
export const CONFIG_FILE = 'policy-lab.config.json';

/** Defaults of `run`, as data. What the command line says goes before all of it. */
export interface Config {
  /** Policies, with options in parentheses, as --policy takes them. */
  readonly policies?: readonly string[];
  /** Options of policies that are named without any, by policy id. */
  readonly options?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly out?: string;
  readonly format?: Format;
}

const KEYS: readonly (keyof Config)[] = ['policies', 'options', 'out', 'format'];

/**
 * Reads the configuration of a folder; empty where there is none.
 * @throws LabError that says where in the file, why, and how to mend it.
 */
export function readConfig(cwd: string): Config {
  const file = path.join(cwd, CONFIG_FILE);
  if (!existsSync(file)) return {};
  const read = readText(file);
  if (!('text' in read)) return refuse('', read.error, 'mend the file, or remove it');
  return configOf(read.text);
}

/** The configuration in a text. @throws LabError as {@link readConfig} does. */
export function configOf(text: string): Config {
  const value = parsed(text);
  if (!isObject(value))
    return refuse('', 'it is no object', 'write: { "policies": ["linux"], "out": "results" }');
  for (const key of Object.keys(value)) checkKey(key);
  const { policies, options, out, format } = value;
  return {
    ...(policies !== undefined && { policies: policiesOf(policies) }),
    ...(options !== undefined && { options: optionsOf(options) }),
    ...(out !== undefined && { out: outOf(out) }),
    ...(format !== undefined && { format: formatOf(format) }),
  };
}

function refuse(place: string, reason: string, mend: string): never {
  throw new LabError('config-invalid', `${CONFIG_FILE}${place === '' ? '' : `: ${place}`}: ${reason}`, mend);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const line = `line ${jsonErrorLine(text)}`;
    return refuse(
      line,
      'it is not JSON',
      'JSON has double quotes, no comments and no comma before a closing bracket',
    );
  }
}

function checkKey(key: string): void {
  if (/^plug-?ins?$/i.test(key)) {
    refuse(
      key,
      'a configuration is data and names no code',
      'name it on the command line: --plugin ./my-policy.js',
    );
  }
  if (!KEYS.some((known) => known === key))
    refuse(key, 'there is no such setting', suggestion(key, KEYS, ''));
}

function policiesOf(value: unknown): readonly string[] {
  const list = typeof value === 'string' ? [value] : value;
  if (
    Array.isArray(list) &&
    list.length > 0 &&
    list.every((item) => typeof item === 'string' && item.trim() !== '')
  )
    return list;
  return refuse(
    'policies',
    'it is no list of policies',
    'write: "policies": ["linux", "wilcox-length(cont=off)"]',
  );
}

function optionsOf(value: unknown): NonNullable<Config['options']> {
  const example = 'write: "options": { "wilcox-length": { "cont": "off" } }';
  if (!isObject(value)) return refuse('options', 'it is no object', example);
  for (const [policy, options] of Object.entries(value)) {
    if (!isObject(options)) return refuse(`options.${policy}`, 'it is no object', example);
    for (const [name, setting] of Object.entries(options)) {
      if (typeof setting !== 'string') refuse(`options.${policy}.${name}`, 'its value is no text', example);
    }
  }
  return value as NonNullable<Config['options']>;
}

function outOf(value: unknown): string {
  if (typeof value === 'string' && value !== '') return value;
  return refuse('out', 'it is no folder name', 'write: "out": "results"');
}

function formatOf(value: unknown): Format {
  const format = FORMATS.find((known) => known === value);
  return (
    format ?? refuse('format', `it cannot be ${JSON.stringify(value)}`, `it is one of ${FORMATS.join(', ')}`)
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
