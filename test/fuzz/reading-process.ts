import os from 'node:os';
import { measurePeakMemory } from '../../src/lab/claims/peak-memory.ts';
import { READERS } from './readers/all-readers.ts';
import { MOST_BYTES, type Tally, tryReader } from './try-reader.ts';
import type { News, Task } from './watched-reader.ts';

/** Reads in a process of its own, and tells now and then how far it is. */
const TELL_MS = 200;

os.setPriority(10);
const tell = (news: News) => process.send?.(news);

process.on('message', async ({ reader: name, seed, from, to, careful }: Task) => {
  const reader = READERS.find((each) => each.name === name);
  if (!reader) throw new Error(`there is no reader ${name}`);
  // What the first inputs load and compile is no memory of theirs.
  await tryReader(reader, seed, { from: 0, to: 50 }, () => undefined);
  const peak = measurePeakMemory();
  let next = 0;
  let beyond = false;
  const before = (index: number, tally: Tally) => {
    const now = performance.now();
    if (!careful && now < next) return;
    next = now + TELL_MS;
    const peakBytes = peak();
    if (peakBytes > MOST_BYTES && !beyond) {
      beyond = true;
      tally.finds++;
      const why = `the process has ${Math.round(peakBytes / 2 ** 20)} MiB`;
      tell({ tell: 'find', find: { reader: name, index, input: '', why } });
    }
    tell({ tell: 'at', index, tally, peakBytes });
  };
  const found = (find: Parameters<Parameters<typeof tryReader>[3]>[0]) => tell({ tell: 'find', find });
  const tally = await tryReader(reader, seed, { from, to }, found, before);
  tell({ tell: 'done', tally, peakBytes: peak() });
  process.disconnect();
});
