import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../lab/temporary-folder.ts';
import { runCli } from './run-cli.ts';

const BAR = `language 1
device gpu { driver vfio-pci  bar 2 { phys 0x2000_0000_0000  size 2G } }
scenario "bar" { bar2 = mmap gpu.bar2 }
`;
const folder = (config: unknown, more: Readonly<Record<string, string>> = {}) =>
  temporaryFolder({
    'bar.scn': BAR,
    'policy-lab.config.json': typeof config === 'string' ? config : JSON.stringify(config),
    ...more,
  });

/** Labels of the policies in a folder's results. */
function labels(cwd: string, out = 'results'): readonly string[] {
  const { policies } = JSON.parse(readFileSync(path.join(cwd, out, 'manifest.json'), 'utf8')) as {
    policies: { label: string }[];
  };
  return policies.map(({ label }) => label);
}

describe('policy-lab.config.json', () => {
  it('gives run its policies, options, folder and format', async () => {
    const cwd = folder({
      policies: ['mastro', 'wilcox-length', 'max-order(retry=off)'],
      options: { 'wilcox-length': { cont: 'off' }, 'max-order': { cont: 'off' } },
      out: 'mine',
      format: 'markdown',
    });
    const { code, out } = await runCli(cwd, ['run', 'bar.scn']);
    expect(code).toBe(0);
    expect(out).toContain('| wilcox-length(cont=off)');
    // An option in parentheses is the whole choice.
    expect(labels(cwd, 'mine')).toEqual([
      'linux',
      'mastro',
      'wilcox-length(cont=off)',
      'max-order(retry=off)',
    ]);
  });

  it('yields to the command line: policies that it names, it names whole', async () => {
    const cwd = folder({ options: { 'wilcox-length': { cont: 'off' } }, out: 'mine', format: 'json' });
    await runCli(cwd, ['run', 'bar.scn', '--policy', 'wilcox-length', '--out', 'other', '--format', 'text']);
    expect(existsSync(path.join(cwd, 'mine'))).toBe(false);
    expect(labels(cwd, 'other')).toEqual(['linux', 'wilcox-length']);
  });

  it('settles options where nobody names policies', async () => {
    const cwd = folder({ options: { mastro: { small: 'plain' } } });
    await runCli(cwd, ['run', 'bar.scn']);
    expect(labels(cwd)).toContain('mastro(small=plain)');
    expect(labels(cwd)).not.toContain('mastro');
    expect(labels(cwd)).toContain('max-order(greedy=on)');
  });

  it.each([
    ['{ "out": "x", }', /config\.json: line 1: it is not JSON[\s\S]*no comma/],
    ['[]', /config\.json: it is no object/],
    [{ polices: [] }, /config\.json: polices: there is no such setting[\s\S]*did you mean 'policies'/],
    [{ policies: [] }, /config\.json: policies: it is no list/],
    [{ policies: 'wilcox' }, /config\.json: unknown policy 'wilcox'/],
    [{ options: { mastro: 'plain' } }, /config\.json: options\.mastro: it is no object/],
    [{ options: { mastro: { small: true } } }, /config\.json: options\.mastro\.small: its value is no text/],
    [
      { options: { mastro: { smal: 'plain' } } },
      /config\.json: policy 'mastro' has no option 'smal'[\s\S]*'small'/,
    ],
    [{ options: { nobody: {} } }, /config\.json: unknown policy 'nobody'/],
    [{ out: 7 }, /config\.json: out: it is no folder name/],
    [{ format: 'pdf' }, /config\.json: format: it cannot be "pdf"[\s\S]*markdown/],
    [{ plugins: ['./evil.js'] }, /config\.json: plugins: .* names no code[\s\S]*--plugin/],
  ])('%j is refused with place, reason and mend', async (config, message) => {
    const cwd = folder(config);
    const { code, err } = await runCli(cwd, ['run', 'bar.scn']);
    expect([code, err]).toEqual([2, expect.stringMatching(message)]);
    expect(existsSync(path.join(cwd, 'results'))).toBe(false);
  });
});
