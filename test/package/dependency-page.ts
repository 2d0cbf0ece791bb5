/** What of package-lock.json the page needs. */
export interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Why each direct dependency is there. A new one needs a line here. */
const WHY: Readonly<Record<string, string>> = {
  chevrotain: 'parser of the scenario language',
  'cli-table3': 'tables on a terminal',
  'csv-parse': 'reading results back',
  'csv-stringify': 'CSV files',
  fzstd: 'traces packed by zstd, on Node 20 too',
  'hyparquet-writer': 'Parquet files',
  jiti: 'loading a plug-in, TypeScript too',
  'markdown-table': 'Markdown tables',
  'pure-rand': 'the random numbers of scenarios',
  'string-width': 'columns of a text on a terminal',
  tinyglobby: 'patterns of scenario files',
  tinypool: 'worker threads',
  vega: 'drawing figures',
  'vega-lite': 'what figures are described in',
  'vscode-languageserver': 'the language server',
  'vscode-languageserver-textdocument': 'its documents',
  'wrap-ansi': 'breaking lines on a terminal',
  yaml: 'claims.yaml',
  yargs: 'the command line',
};

/** docs/dependencies.md: every package that an installation gets. @throws Error for one without a reason or a licence. */
export function dependencyPage({ packages }: Lock): string {
  const direct = packages['']?.dependencies ?? {};
  const shipped = Object.entries(packages).filter(([place, { dev }]) => place !== '' && dev !== true);
  const rows = shipped.map(([place, { version, license }]) => {
    const name = nameOf(place);
    if (license === undefined) throw new Error(`${name} names no licence`);
    return `| ${name} | ${version} | ${license} | ${why(name, place, direct, packages)} |`;
  });
  const licences = [...new Set(shipped.map(([, { license }]) => license!))].sort();
  return [
    '# What is installed with policy-lab',
    '',
    `${Object.keys(direct).length} direct dependencies, ${shipped.length} packages in all, each at one exact version. Licences: ${licences.join(', ')}.`,
    'Made by `npm run dependencies` from package-lock.json; `test/package` holds it equal. Tools of development are in',
    'package.json and are not installed with the package.',
    '',
    '| package | version | licence | why |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function nameOf(place: string): string {
  return place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

function why(
  name: string,
  place: string,
  direct: Readonly<Record<string, string>>,
  packages: Lock['packages'],
): string {
  if (name in direct && place === `node_modules/${name}`) {
    const reason = WHY[name];
    if (reason === undefined) throw new Error(`say in dependency-page.ts why ${name} is needed`);
    return reason;
  }
  const users = Object.entries(packages)
    .filter(([user, { dev, dependencies, optionalDependencies }]) => {
      const uses = name in (dependencies ?? {}) || name in (optionalDependencies ?? {});
      return user !== '' && dev !== true && uses;
    })
    .map(([user]) => nameOf(user));
  return `of ${[...new Set(users)].sort().join(', ')}`;
}
