import * as library from '../index.ts';
import { runCell } from '../metrics/run-cell.ts';
import { choosePolicy } from '../policies/chosen-policy.ts';
import type { PolicyDefinition } from '../policies/policy.ts';
import { runConformance } from './conformance/suite.ts';
import { loadPlugin } from './load-plugin.ts';
import { PluginError } from './plugin-error.ts';
import type { FromHost, PolicyCard, ToHost } from './protocol.ts';

/**
 * The process that holds one plug-in: it loads it and replays cells under it, one request at a time. Whatever the
 * plug-in does to this process, the program outside goes on.
 */
let definition: PolicyDefinition | undefined;

process.on('message', (message: ToHost) => {
  void answer(message).then((reply) => process.send?.(reply));
});

async function answer(message: ToHost): Promise<FromHost> {
  if (message.tell === 'run') {
    const cell = runCell(message.plan, choosePolicy(definition!, message.options), message.linux);
    return { answer: 'cell', cell };
  }
  if (message.tell === 'test') {
    const report = runConformance(choosePolicy(definition!, message.options), message.settings);
    return { answer: 'tested', report };
  }
  try {
    const loaded = await loadPlugin(message.file, library, new Set(message.taken));
    definition = loaded.definition;
    return { answer: 'loaded', card: cardOf(definition), hash: loaded.hash };
  } catch (error) {
    if (error instanceof PluginError) return { answer: 'refused', reason: error.reason, hint: error.hint };
    throw error;
  }
}

/** The definition without its functions, which cannot be sent. */
function cardOf(whole: PolicyDefinition): PolicyCard {
  const { propose: _propose, create: _create, skips: _skips, ...card } = whole;
  return JSON.parse(JSON.stringify(card)) as PolicyCard;
}
