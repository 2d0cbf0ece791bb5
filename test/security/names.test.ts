import { describe, expect, it } from 'vitest';
import { readResults } from '../../src/lab/read-results.ts';
import { runCli } from '../cli/run-cli.ts';
import { temporaryFolder } from '../lab/temporary-folder.ts';

/** Names that every object has: as keys they would read or write what is none of theirs. */
const INHERITED = ['constructor', 'toString', 'hasOwnProperty', 'valueOf', '__proto__', '__defineGetter__'];
/** Those that the language's names can be. */
const NAMES = INHERITED.filter((name) => /^[a-z]\w*$/i.test(name));

const scenario = (name: string) => `language 1
machine ${name} extends x86_64 { kernel 6.18 }
device ${name}-dev { driver vfio-pci  bar 2 { phys 0x2000_0000_0000  size 2G } }
file ${name}-file { fs ext4  size 4M }
scenario "${name}" on ${name} {
  sweep ${name} in 64M, 2G
  ${name} = mmap ${name}-dev.bar2 length $${name}
  expect faults(${name}) >= 1 for linux
}
scenario "__proto__ ${name}" on ${name} { a = mmap ${name}-file }
`;

describe('names that every object has', () => {
  it.each(NAMES)(
    '%s is a machine, device, file, sweep, mapping and scenario like any other',
    async (name) => {
      const cwd = temporaryFolder({ 'a.scn': scenario(name) });
      const { code, err, out } = await runCli(cwd, ['run', 'a.scn', '--quiet', '--workers', '0']);
      expect(code, err + out).toBe(0);
      const { placements } = readResults(`${cwd}/results`, 'results');
      expect(new Set(placements.map(({ mapping }) => mapping))).toEqual(new Set([name, 'a']));
      expect(({} as Record<string, unknown>)[name]).toBe(Object.prototype[name as keyof object]);
    },
  );

  it.each(INHERITED)('%s is no policy, option, metric, preset, library, machine or format', async (name) => {
    const cwd = temporaryFolder({ 'a.scn': 'language 1\nscenario "s" { a = mmap anon of 4M }\n' });
    const run = ['run', 'a.scn', '--quiet', '--workers', '0'];
    for (const args of [
      [...run, '--policy', name],
      [...run, '--policy', `wilcox-length(${name}=on)`],
      [...run, '--policy', `wilcox-length(cont=${name})`],
      [...run, '--headline', name],
      ['explain', name],
      ['figures', '--preset', name],
      [...run, '--format', name],
    ]) {
      const { code, err } = await runCli(cwd, args);
      expect([args.join(' '), code]).toEqual([args.join(' '), 2]);
      expect(err).not.toMatch(/defect|\n\s+at /);
    }
    for (const text of [
      `use ${name}`,
      `use machines/${name}`,
      `machine m extends ${name} {}`,
      `machine m { ${name} 1 }`,
    ]) {
      const folder = temporaryFolder({
        'a.scn': `language 1\n${text}\nscenario "s" { expect ${name}(a) == 1 }\n`,
      });
      const { code, out } = await runCli(folder, ['check', 'a.scn']);
      expect([text, code]).toEqual([text, 1]);
      expect(out).toMatch(/a\.scn:\d+:\d+/);
    }
  });

  it.each(INHERITED)(
    '%s as a key of a configuration, or of its options, is refused by name',
    async (name) => {
      for (const config of [`{ "${name}": 1 }`, `{ "options": { "${name}": { "a": "b" } } }`]) {
        const cwd = temporaryFolder({
          'policy-lab.config.json': config,
          'a.scn': 'language 1\nscenario "s" { a = mmap anon of 4M }\n',
        });
        const { code, err } = await runCli(cwd, ['run', 'a.scn', '--quiet']);
        expect(code, config + err).toBe(2);
        expect(err).toContain(name);
      }
    },
  );
});
