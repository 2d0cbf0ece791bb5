import { describe, expect, it } from 'vitest';
import { ownImports, type SourceFile, sourceFiles, stageOf } from './sources.ts';

/** Stages in the order of the road; each may use those before it. */
const ROAD = [
  'machine',
  'tlb',
  'import',
  'grammar',
  'language',
  'mm',
  'policies',
  'plan',
  'replay',
  'metrics',
  'report',
  'hunt',
];

/** The edge may use everything. */
const EDGE = ['lab', 'plugins', 'cli', 'lsp', 'web'];

/** Shapes and definitions without behaviour, which earlier stages fill and later ones show. */
const CONTRACTS = new Set(['src/metrics/results.ts', 'src/metrics/catalogue.ts']);

/** The grammar hands its trees to the builder, and its terms come from the catalogue of diagnostics. */
const SHARED: readonly (readonly [string, string])[] = [['grammar', 'language']];

const files = sourceFiles('src', 'grammar');

function backward(file: SourceFile): readonly string[] {
  const own = ROAD.indexOf(stageOf(file.path));
  if (own < 0) return [];
  return ownImports(file).filter((target) => {
    const stage = stageOf(target);
    const other = ROAD.indexOf(stage);
    if (CONTRACTS.has(target) || SHARED.some(([a, b]) => a === stageOf(file.path) && b === stage))
      return false;
    return other < 0 || other > own;
  });
}

describe('the road through the program', () => {
  it('has every folder on the road or at the edge', () => {
    const folders = new Set(files.map(({ path }) => stageOf(path)));
    folders.delete('src');
    expect([...folders].filter((folder) => !ROAD.includes(folder) && !EDGE.includes(folder))).toEqual([]);
  });

  it('never leads back: a stage imports earlier stages only', () => {
    const wrong = files.flatMap((file) => backward(file).map((target) => `${file.path} imports ${target}`));
    expect(wrong).toEqual([]);
  });

  it('notices a step back', () => {
    const file = {
      path: 'src/mm/x.ts',
      text: '',
      imports: ['../replay/cell.ts', '../machine/bytes.ts', '../lab/y.ts'],
    };
    expect(backward(file)).toEqual(['src/replay/cell.ts', 'src/lab/y.ts']);
  });
});

describe('the core', () => {
  const core = files.filter(({ path }) => !EDGE.includes(stageOf(path)) && path !== 'src/index.ts');

  it('imports nothing of Node and runs in a browser', () => {
    const wrong = core.flatMap(({ path, imports }) =>
      imports
        .filter((name) => name.startsWith('node:') || NODE_MODULES.includes(name))
        .map((name) => `${path}: ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it('uses no global that only Node has', () => {
    const wrong = core.filter(({ text }) =>
      /\bprocess\.(env|argv|std\w+|exit|cwd|platform|version)|\b(Buffer\.|__dirname\b|require\()/.test(
        withoutComments(text),
      ),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it('draws no luck and reads no clock', () => {
    const wrong = core.filter(({ text }) =>
      /\b(Math\.random|Date\.now|new Date|performance\.now)\b/.test(withoutComments(text)),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });
});

describe('the page', () => {
  const page = files.filter(({ path }) => stageOf(path) === 'web' && !path.endsWith('vite.config.ts'));

  it('imports nothing of Node, and of the edge only what is pure', () => {
    const reached = new Set<string>();
    const follow = (file: SourceFile): void => {
      if (reached.has(file.path)) return;
      reached.add(file.path);
      for (const target of ownImports(file)) {
        const next = files.find(({ path }) => path === target);
        if (next) follow(next);
      }
    };
    for (const file of page) follow(file);
    const all = files.filter(({ path }) => reached.has(path));
    expect(all.length).toBeGreaterThan(page.length + 100);
    expect(
      all.filter(({ imports }) => imports.some((name) => name.startsWith('node:'))).map(({ path }) => path),
    ).toEqual([]);
  });

  it('makes no markup of text', () => {
    const wrong = page.filter(({ text }) =>
      /\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|srcdoc)\b/.test(withoutComments(text)),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });
});

const NODE_MODULES = [
  'fs',
  'path',
  'os',
  'url',
  'crypto',
  'child_process',
  'worker_threads',
  'util',
  'stream',
];

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');
}
