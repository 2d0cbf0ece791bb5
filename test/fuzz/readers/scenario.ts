import { readdirSync, readFileSync } from 'node:fs';
import { DEFAULT_BUDGETS } from '../../../src/language/budgets.ts';
import type { Host } from '../../../src/language/check/host.ts';
import { checkScenarios } from '../../../src/language/check.ts';
import { formatText } from '../../../src/language/format/format-text.ts';
import { generateScenario } from '../../../src/language/generate/generate.ts';
import { PIECES } from '../../../src/language/generate/mutate.ts';
import { renderDiagnostics } from '../../../src/language/render/text.ts';
import { checkSettings } from '../../../src/metrics/check-settings.ts';
import { BUILT_IN } from '../../../src/policies/registry.ts';
import { TERMS } from '../exercise.ts';
import { demand, demandWords, type FuzzReader, inputOf, textOf } from '../fuzz-reader.ts';

const FILE = 'fuzz.scn';
const SETTINGS = checkSettings(BUILT_IN, { ...DEFAULT_BUDGETS, points: 200 });
const HOST: Host = {
  ...SETTINGS,
  project: '',
  sources: new Map([['maps/qemu.maps', { error: 'not here' }]]),
};

const SHIPPED = new URL('../../../scenarios/', import.meta.url);

/** The blocks of the shipped scenarios: a machine, a device, a scenario. */
const BLOCKS = readdirSync(SHIPPED)
  .filter((name) => name.endsWith('.scn'))
  .flatMap((name) =>
    readFileSync(new URL(name, SHIPPED), 'latin1').split(/\n(?=(?:machine|device|scenario|file)\b)/),
  )
  .filter((block) => block.length < 700);

/** Scenario files: parser, checker, the text of every mistake, formatter. */
export const SCENARIO: FuzzReader = {
  name: 'scenario',
  reads: 'scenario files: parser, checker, messages, formatter',
  sample: (draw) => {
    if (draw(30) === 0) return inputOf(generateScenario(draw, TERMS));
    const blocks = Array.from({ length: 1 + draw(2) }, () => BLOCKS[draw(BLOCKS.length)]!);
    return `language 1\n${blocks.join('\n')}`;
  },
  words: PIECES.map(inputOf),
  read: (input) => {
    const text = textOf(input);
    const { diagnostics } = checkScenarios({ file: FILE, text, host: HOST });
    for (const { span, message, hint, code } of diagnostics) {
      const inside =
        span.file === FILE && 0 <= span.start && span.start <= span.end && span.end <= text.length;
      demand(inside, `${code} has the place ${span.file} ${span.start} to ${span.end}`);
      demandWords(message);
      demandWords(hint);
    }
    const shown = renderDiagnostics(diagnostics, new Map([[FILE, text]]));
    demand(diagnostics.length === 0 || /--> fuzz\.scn:\d+:\d+/.test(shown), 'a message without its place');
    formatText(FILE, text);
    return diagnostics.some(({ severity }) => severity === 'error') ? 'rejected' : 'accepted';
  },
};
