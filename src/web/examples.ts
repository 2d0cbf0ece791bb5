import first from './first.scn?raw';

const SHIPPED = import.meta.glob<string>('../../scenarios/*.scn', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** A scenario file to begin with. */
export interface Example {
  /** `thread.scn`, or what the page begins with. */
  readonly name: string;
  readonly text: string;
}

/** What the page begins with, then the shipped scenario files by name. */
export const EXAMPLES: readonly Example[] = [
  { name: 'First: a 2 GiB BAR', text: first },
  ...Object.entries(SHIPPED)
    .map(([path, text]) => ({ name: path.replace(/^.*\//, ''), text }))
    .sort((a, b) => (a.name < b.name ? -1 : 1)),
];
