import { defineConfig, type UserConfig } from 'tsdown';
import { OUTSIDE_IMPORT } from './src/cli/compiled-program.ts';

/** Parts that find their own files at run time, or wait at their top for others, stay outside. */
const OUTSIDE = ['jiti', 'tinypool', 'vega', 'vega-lite'];
const outside = new RegExp(`^(${OUTSIDE.join('|')})(/|$)`);

/** ICU's data loads when the first text is measured and not at every start, where it is a tenth of a small run. */
const lateSegmenter = {
  name: 'late-segmenter',
  transform(code: string, id: string) {
    if (!/string-width\/index\.js$/.test(id) || !code.includes('Intl.Segmenter')) return;
    const late = code
      .replace('const segmenter = new Intl.Segmenter();', 'let late;')
      .replace('segmenter.segment(', '(late ??= new Intl.Segmenter()).segment(');
    if (late.split('late').length !== 3) throw new Error(`${id} makes its segmenter in another way`);
    return late;
  },
};

/** In the program, what stays outside is imported by the file that loads it. */
const importedOutside = {
  name: 'imported-outside',
  renderChunk: (code: string) =>
    code.replace(new RegExp(`\\bimport\\((?="(?:${OUTSIDE.join('|')})"\\))`, 'g'), `${OUTSIDE_IMPORT}(`),
};

/** Dependencies are bundled, because the parser library alone is some 640 files, which cost 300 ms of every start. */
const shared: UserConfig = {
  plugins: [lateSegmenter],
  platform: 'node',
  target: 'node20',
  fixedExtension: false,
  deps: {
    alwaysBundle: [new RegExp(`^(?!(${OUTSIDE.join('|')})(/|$)|node:)[^./]`)],
    neverBundle: [outside],
    onlyBundle: false,
  },
};

/**
 * The library and what tests of policies use; the process that holds a plug-in, and the threads that run cells and hunt. The
 * command is two files: a start, and the program in one piece, whose compiled code Node can load.
 */
export default defineConfig([
  {
    ...shared,
    entry: {
      cli: 'src/cli/start.ts',
      index: 'src/index.ts',
      testing: 'src/testing.ts',
      'plugin-host': 'src/plugins/plugin-host.ts',
      'run-worker': 'src/lab/run/worker.ts',
      'hunt-worker': 'src/lab/hunt/worker.ts',
    },
    format: 'esm',
    dts: { entry: ['src/index.ts', 'src/testing.ts'] },
    clean: false,
  },
  {
    ...shared,
    plugins: [lateSegmenter, importedOutside],
    entry: { program: 'src/cli/program.ts' },
    format: 'cjs',
    fixedExtension: true,
    dts: false,
    outputOptions: { codeSplitting: false },
    clean: false,
  },
]);
