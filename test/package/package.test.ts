import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { dependencyPage, type Lock } from './dependency-page.ts';

const ROOT = new URL('../../', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, ROOT), 'utf8');
const manifest = JSON.parse(read('package.json'));
const lock: Lock = JSON.parse(read('package-lock.json'));

/** Licences that allow everything this project's own does. */
const FINE = new Set(['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Unlicense']);

describe('dependencies', () => {
  it('have one exact version each', () => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.overrides };
    const loose = Object.entries(all).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version)),
    );
    expect(loose).toEqual([]);
  });

  it('are as docs/dependencies.md lists them: npm run dependencies', () => {
    expect(read('docs/dependencies.md')).toBe(dependencyPage(lock));
  });

  it('have licences that allow what MIT allows', () => {
    const shipped = Object.entries(lock.packages).filter(([place, { dev }]) => place !== '' && dev !== true);
    expect(shipped.filter(([, { license }]) => !FINE.has(license ?? '')).map(([place]) => place)).toEqual([]);
  });

  it('are few: a new one is a decision', () => {
    expect(Object.keys(manifest.dependencies)).toHaveLength(19);
  });

  it('come from the registry, with a checksum', () => {
    const odd = Object.entries(
      lock.packages as Readonly<Record<string, { readonly integrity?: string; readonly link?: boolean }>>,
    )
      .filter(
        ([place, { integrity, link }]) => place !== '' && link !== true && !/^sha512-/.test(integrity ?? ''),
      )
      .map(([place]) => place);
    expect(odd).toEqual([]);
  });
});

/** What the package may hold; anything else is a mistake in "files". */
const SHIPPED = [
  /^(package\.json|README\.md|LICENSE|CHANGELOG\.md)$/,
  /^dist\/(play\/(assets\/)?)?[\w.-]+\.(js|cjs|d\.ts|html|css|compiled)$/,
  /^docs\/((policies|diagnostics)\/)?[\w.-]+\.(md|svg)$/,
  /^library\/((devices|machines)\/)?[\w.-]+\.(scn|md)$/,
  /^scenarios\/[\w.-]+\.(scn|md)$/,
  /^scenarios\/maps\/[\w.-]+$/,
  /^native\/[\w.-]+\.c$/,
  /^results\/(claims\.yaml|manifest\.json)$/,
];

it('npm pack ships what is needed, and nothing else', () => {
  const listing = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: fileURLToPath(ROOT),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ files, size }]: [{ files: { path: string }[]; size: number }] = JSON.parse(listing);
  const names = files.map((file) => file.path);
  expect(names.filter((name) => SHIPPED.every((pattern) => !pattern.test(name)))).toEqual([]);
  expect(names).toEqual(
    expect.arrayContaining(['LICENSE', 'README.md', 'docs/security.md', 'docs/dependencies.md']),
  );
  expect(size).toBeLessThan(6_000_000);
});
