import { describe, expect, it } from 'vitest';
import { examine } from '../../src/lab/doctor.ts';
import { temporaryFolder } from '../lab/temporary-folder.ts';
import { runCli } from './run-cli.ts';

describe('policy-lab doctor', () => {
  it('is content with this machine, and names optional tools with their packages', async () => {
    const { code, out } = await runCli(temporaryFolder(), ['doctor']);
    expect(code).toBe(0);
    expect(out).toContain(`ok       Node: ${process.versions.node}\n`);
    expect(out).toMatch(/^(ok {7}|missing {2})sbatch: /m);
    expect(out).toMatch(/ready to run/);
  });

  it.each([
    ['18.20.0', 'wrong'],
    ['20.18.3', 'wrong'],
    ['20.19.0', 'ok'],
    ['22.1.0', 'ok'],
  ])('Node %s is %s', (version, state) => {
    expect(examine('.', version)[0]!.state).toBe(state);
  });

  it('says how to mend a folder that cannot be written', async () => {
    const folder = `${temporaryFolder()}/nowhere`;
    const { code, out } = await runCli(folder, ['doctor']);
    expect(code).toBe(1);
    expect(out).toContain('wrong    this folder: cannot be written');
    expect(out).toContain('1 things must be mended');
  });
});
