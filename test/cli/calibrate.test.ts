import { describe, expect, it } from 'vitest';
import { EXIT } from '../../src/cli/exit-code.ts';
import { compiler } from '../../src/lab/compile-native.ts';
import { runCli } from './run-cli.ts';

describe('calibrate', () => {
  it('refuses a geometry that it does not know and names the nearest', async () => {
    const { code, err } = await runCli('.', ['calibrate', '--tlb', 'golden-cave']);
    expect(code).toBe(EXIT.usage);
    expect(err).toContain("did you mean 'golden-cove'?");
  });

  it('refuses a grid of nothing', async () => {
    const { code, err } = await runCli('.', ['calibrate', '--tlb', 'zen-5', '--most', '3']);
    expect(code).toBe(EXIT.usage);
    expect(err).toContain("'--most' cannot be 3");
  });

  it.skipIf(process.platform !== 'linux' || compiler() === undefined)(
    'measures every point of the grid',
    async () => {
      const { out } = await runCli('.', [
        'calibrate',
        '--tlb',
        'zen-5',
        '--most',
        '64',
        '--repeats',
        '1',
        '--huge',
        '0',
        '--json',
      ]);
      const { tlb, curves } = JSON.parse(out);
      expect(tlb).toBe('zen-5');
      expect(curves.base.map(({ pages }: { pages: number }) => pages)).toEqual(
        curves.packed.map(({ pages }: { pages: number }) => pages),
      );
      expect(curves.base).toHaveLength(33);
      expect(curves.base.every(({ cost }: { cost: number }) => cost > 0)).toBe(true);
      expect(curves.huge).toEqual([]);
    },
  );
});
