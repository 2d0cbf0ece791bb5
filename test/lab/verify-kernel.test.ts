import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { compiler } from '../../src/lab/compile-native.ts';
import { notModelled } from '../../src/lab/this-machine.ts';
import { runCli } from '../cli/run-cli.ts';

const missing = notModelled() ?? (compiler() === undefined ? 'there is no C compiler' : undefined);
const folder = mkdtempSync(path.join(os.tmpdir(), 'policy-lab-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(missing !== undefined)(
  `the kernel that runs${missing === undefined ? '' : ` (skipped: ${missing})`}`,
  () => {
    it('places what the model places, in both layouts, and nothing is left behind', async () => {
      const before = readdirSync(os.tmpdir()).filter((name) => name.startsWith('policy-lab-verify-'));
      const { code, out } = await runCli(folder, ['verify', '--count', '3000', '--seed', '7']);
      expect(out).toMatch(/^verified on Linux \S+: (\d+) of \1 placements, (\d+) of \2 VMAs$/m);
      expect(code).toBe(0);
      expect(readdirSync(folder)).toEqual([]);
      const after = readdirSync(os.tmpdir()).filter((name) => name.startsWith('policy-lab-verify-'));
      expect(after.filter((name) => !before.includes(name))).toEqual([]);
    });
  },
);
