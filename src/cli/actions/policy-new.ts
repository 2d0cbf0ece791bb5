import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { newPolicyFiles } from '../../plugins/new-policy.ts';
import { BUILT_IN } from '../../policies/registry.ts';
import type { PolicyNewArguments } from '../commands/policy.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { UsageError } from '../usage-error.ts';

/** Writes the files of a new policy into the current folder. @throws UsageError where one of them exists. */
export function newPolicy({ name, typescript }: PolicyNewArguments, io: Io): ExitCode {
  if (!/^[a-z][\w.-]*$/.test(name))
    throw new UsageError(`'${name}' is no id for a policy`, 'use lower-case words and dashes: my-policy');
  if (BUILT_IN.some(({ id }) => id === name))
    throw new UsageError(`'${name}' is a built-in policy`, 'choose another name');
  const files = newPolicyFiles(name, typescript ? 'ts' : 'js');
  const there = [...files.keys()].filter((file) => existsSync(path.join(io.cwd, file)));
  if (there.length > 0)
    throw new UsageError(`${there.join(', ')} exists already`, 'choose another name, or remove it first');
  for (const [file, text] of files) writeFileSync(path.join(io.cwd, file), text);
  io.out(`${written([...files.keys()], name)}\n`);
  return EXIT.fine;
}

function written(files: readonly string[], name: string): string {
  const [source] = files;
  return [
    `Wrote ${files.join(', ')}.`,
    `  policy-lab policy test ./${source}                    does it keep the rules, and its claims?`,
    `  policy-lab run --plugin ./${source} --out ${name}-results   one more row in every table`,
  ].join('\n');
}
