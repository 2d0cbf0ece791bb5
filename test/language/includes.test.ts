import { describe, expect, it } from 'vitest';
import { isBelow, resolvePath } from '../../src/language/check/paths.ts';
import { check } from './harness.ts';

const sources = (entries: Record<string, string | { error: string }>) => ({
  sources: new Map(Object.entries(entries)),
});

const MAIN = `language 1
include "lib/devices.scn"
scenario "s" on spr { mmap gpu.bar0 }
`;
const DEVICES = `language 1
include "../machines.scn"
device gpu { driver vfio-pci bar 0 { phys 0x3800_0000_0000 size 16M } }
`;
const MACHINES = 'language 1\nmachine spr { kernel 6.18 }\n';

it('asks for one layer after the other, by paths relative to each file', () => {
  expect(check(MAIN)).toMatchObject({ needs: ['lab/lib/devices.scn'], diagnostics: [], scenarios: [] });
  const second = check(MAIN, sources({ 'lab/lib/devices.scn': DEVICES }));
  expect(second).toMatchObject({ needs: ['lab/machines.scn'], diagnostics: [], scenarios: [] });
  const third = check(MAIN, sources({ 'lab/lib/devices.scn': DEVICES, 'lab/machines.scn': MACHINES }));
  expect(third).toMatchObject({ needs: [], diagnostics: [], scenarios: [{ name: 's' }] });
});

it('points into the included file for a mistake there', () => {
  const { diagnostics } = check(
    MAIN,
    sources({
      'lab/lib/devices.scn': DEVICES.replace('vfio-pci', 'vfio-pic'),
      'lab/machines.scn': MACHINES,
    }),
  );
  expect(diagnostics).toMatchObject([{ code: 'PL2010', span: { file: 'lab/lib/devices.scn' } }]);
});

it('finds a circle through several files', () => {
  const { diagnostics } = check(
    MAIN,
    sources({
      'lab/lib/devices.scn': DEVICES,
      'lab/machines.scn': `${MACHINES}include "test.scn"\n`,
    }),
  );
  expect(diagnostics).toMatchObject([
    {
      code: 'PL6002',
      span: { file: 'lab/machines.scn' },
      hint: 'remove this include: lab/test.scn → lab/lib/devices.scn → lab/machines.scn → lab/test.scn',
    },
  ]);
});

it('takes a file that is included on two ways once', () => {
  const main =
    'language 1\ninclude "machines.scn"\ninclude "lib/devices.scn"\nscenario "s" on spr { mmap gpu.bar0 }\n';
  const { diagnostics, scenarios } = check(
    main,
    sources({ 'lab/lib/devices.scn': DEVICES, 'lab/machines.scn': MACHINES }),
  );
  expect(diagnostics).toEqual([]);
  expect(scenarios).toHaveLength(1);
});

it('does not say that an included device is unused', () => {
  const main = 'language 1\ninclude "lib/devices.scn"\nscenario "s" { mmap anon of 4K }\n';
  const { diagnostics } = check(
    main,
    sources({ 'lab/lib/devices.scn': DEVICES, 'lab/machines.scn': MACHINES }),
  );
  expect(diagnostics).toEqual([]);
});

it('names the maps files of the occupancy as the plan will look them up', () => {
  const { needs, scenarios } = check(
    'language 1\nscenario "s" { occupancy { maps "../maps/x" } mmap anon of 4K }',
  );
  expect(needs).toEqual(['maps/x']);
  expect(scenarios[0]!.occupancy).toMatchObject([{ kind: 'maps', path: 'maps/x' }]);
});

it.each([
  ['a/b.scn', 'c', 'a/c'],
  ['b.scn', './c', 'c'],
  ['a/b.scn', '../c', 'c'],
  ['a/b.scn', '../../c', '../c'],
  ['/a/b.scn', 'c', '/a/c'],
  ['/b.scn', '../c', '/c'],
  ['a/b.scn', '/c/../d', '/d'],
  ['a\\b.scn', 'c\\d', 'a/c/d'],
])('%s and %s give %s', (file, written, path) => expect(resolvePath(file, written)).toBe(path));

it.each([
  ['', 'a/b', true],
  ['', '../a', false],
  ['', '/a', false],
  ['..', '../a', true],
  ['..', 'a', true],
  ['..', '../../a', false],
  ['../p', '../p/a', true],
  ['../p', '../q/a', false],
  ['../p', '../pp/a', false],
  ['/p', '/p/a', true],
  ['/p', '/pp/a', false],
  ['/', '/a', true],
])('below %j lies %s: %s', (folder, path, below) => expect(isBelow(folder, path)).toBe(below));

describe('an include that leaves the project', () => {
  const including = (path: string, project?: string) =>
    check(`language 1\ninclude "${path}"\nscenario "s" { mmap anon of 4K }\n`, {
      ...(project !== undefined && { project }),
    });

  it.each(['/etc/passwd', 'C:\\\\secret.scn', '//host/share/x.scn', '\\\\x.scn'])(
    'by %s is refused',
    (path) => {
      const { diagnostics, needs } = including(path, '');
      expect(diagnostics).toMatchObject([{ code: 'PL6010' }]);
      expect(needs).toEqual([]);
    },
  );

  it('by .. is refused, and goes as far as the project goes', () => {
    expect(including('../../x.scn', '').diagnostics).toMatchObject([{ code: 'PL6010' }]);
    expect(including('../x.scn', '')).toMatchObject({ diagnostics: [], needs: ['x.scn'] });
    expect(including('../x.scn', 'lab').diagnostics).toMatchObject([{ code: 'PL6010' }]);
    expect(including('../../x.scn', '..')).toMatchObject({ diagnostics: [], needs: ['../x.scn'] });
  });
});
