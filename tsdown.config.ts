import { defineConfig } from 'tsdown';

/**
 * Three entries: the command, the library and what tests of policies use; and the process that holds a plug-in. Dependencies are bundled, because the parser library alone is some 640
 * files, which cost 300 ms of every start. The plug-in loader stays outside: it finds its own parts at run time.
 */
export default defineConfig({
  entry: {
    cli: 'src/cli/cli.ts',
    index: 'src/index.ts',
    testing: 'src/testing.ts',
    'plugin-host': 'src/plugins/plugin-host.ts',
  },
  format: 'esm',
  platform: 'node',
  target: 'node20',
  fixedExtension: false,
  dts: { entry: ['src/index.ts', 'src/testing.ts'] },
  deps: { alwaysBundle: [/^(?!jiti(\/|$)|node:)[^./]/], neverBundle: [/^jiti/], onlyBundle: false },
  clean: true,
});
