import { defineConfig } from 'tsdown';

/**
 * The command, the library and what tests of policies use; the process that holds a plug-in, and the thread that runs
 * cells. Dependencies are bundled, because the parser library alone is some 640
 * files, which cost 300 ms of every start. The plug-in loader and the worker pool stay outside: they find
 * their own parts at run time.
 */
export default defineConfig({
  entry: {
    cli: 'src/cli/cli.ts',
    index: 'src/index.ts',
    testing: 'src/testing.ts',
    'plugin-host': 'src/plugins/plugin-host.ts',
    'run-worker': 'src/lab/run/worker.ts',
  },
  format: 'esm',
  platform: 'node',
  target: 'node20',
  fixedExtension: false,
  dts: { entry: ['src/index.ts', 'src/testing.ts'] },
  deps: {
    alwaysBundle: [/^(?!(jiti|tinypool)(\/|$)|node:)[^./]/],
    neverBundle: [/^jiti/, /^tinypool/],
    onlyBundle: false,
  },
  clean: true,
});
