import { EXAMPLES } from './examples.ts';
import { fragmentOf, LinkError, readFragment, type Shared } from './link/link.ts';
import { saveFile } from './link/save.ts';
import { fillChoice } from './page/choice.ts';
import { part } from './page/element.ts';
import { say } from './page/message.ts';
import { FIRST_TICKS } from './page/policy-ticks.ts';
import { saveMenu } from './page/save-menu.ts';

/** What the tools above the page need of it. */
export interface ToolsHost {
  shared(): Shared;
  open(shared: Shared): void;
  /** The map as SVG; empty where there is none. */
  picture(): string;
  /** The tables of the last run: file name and text. */
  csv(): Promise<readonly (readonly [string, string])[]>;
  format(): void;
}

/** Connects examples, link, save and format; opens the link that the page was called with. */
export function connectTools(host: ToolsHost): void {
  const list = part<HTMLSelectElement>('examples');
  fillChoice(
    list,
    EXAMPLES.map(({ name }) => ({ value: name, text: name })),
    EXAMPLES[0]!.name,
  );
  list.addEventListener('change', () => openExample(host, list.value));
  part('share').addEventListener('click', () => void copyLink(host));
  part('format').addEventListener('click', () => host.format());
  saveMenu([
    { text: 'Scenario (.scn)', save: () => saveFile('scenario.scn', host.shared().text, 'text/plain') },
    ...['placements.csv', 'coverage.csv', 'fragmentation.csv'].map((name) => ({
      text: `Table (${name})`,
      save: () => void saveCsv(host, name),
    })),
    { text: 'Map (.svg)', save: () => savePicture(host) },
  ]);
  window.addEventListener('hashchange', () => void openLink(host));
  void openLink(host);
}

function openExample(host: ToolsHost, wanted: string): void {
  const example = EXAMPLES.find(({ name }) => name === wanted);
  if (!example) return;
  forgetLink();
  say('');
  const { policies } = host.shared();
  host.open({
    text: example.text,
    policies: policies.length > 1 ? policies : FIRST_TICKS,
    all: false,
    policy: '',
  });
}

async function openLink(host: ToolsHost): Promise<void> {
  const fragment = location.hash.slice(1);
  if (fragment === '') return;
  try {
    host.open(await readFragment(fragment));
    part<HTMLSelectElement>('examples').selectedIndex = -1;
    say('');
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    say(`Nothing was opened: ${error.message}.`, 'trouble');
  }
}

/** The address no longer tells what the page shows. */
function forgetLink(): void {
  if (location.hash !== '') history.replaceState(null, '', location.pathname + location.search);
}

async function copyLink(host: ToolsHost): Promise<void> {
  try {
    history.replaceState(null, '', `#${await fragmentOf(host.shared())}`);
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    say(`No link was made: ${error.message}.`, 'trouble');
    return;
  }
  const link = location.href;
  try {
    await navigator.clipboard.writeText(link);
    say(`The link is copied: ${link.length} characters, the scenario is in it.`);
  } catch {
    say('The link is in the address bar.');
  }
}

async function saveCsv(host: ToolsHost, wanted: string): Promise<void> {
  const [name, text] = (await host.csv()).find(([name]) => name === wanted) ?? [];
  if (name === undefined || text === undefined) say('Nothing has run yet.', 'trouble');
  else saveFile(name, text, 'text/csv');
}

function savePicture(host: ToolsHost): void {
  if (host.picture() === '') say('There is no map to save.', 'trouble');
  else saveFile('map.svg', host.picture(), 'image/svg+xml');
}
