import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseTree } from '../../../grammar/parse.ts';
import { ruleNames, writeFromGrammar } from '../../../src/language/generate/from-grammar.ts';
import { generateScenario } from '../../../src/language/generate/generate.ts';
import { mutateText } from '../../../src/language/generate/mutate.ts';
import { type Draw, Writer } from '../../../src/language/generate/writer.ts';
import { RandomStream } from '../../../src/plan/random.ts';
import { exercise, TERMS } from '../../fuzz/exercise.ts';

const SEED = Number(process.env.POLICY_LAB_TEST_SEED ?? Date.now() % 2 ** 31);

/** Draws from a list, so that fast-check can shrink it; where it ends, every draw is the last choice. */
function drawsFrom(list: readonly number[]): Draw {
  let next = 0;
  return (below) => (next < list.length ? list[next++]! % below : below - 1);
}

const draws = fc
  .array(fc.nat({ max: 0xffff }), { minLength: 300, maxLength: 2000, size: 'max' })
  .map(drawsFrom);

it(`generated scenarios parse, check, format and are served (seed ${SEED})`, () => {
  fc.assert(
    fc.property(draws, fc.nat(), (draw, place) => {
      const text = generateScenario(draw, TERMS);
      exercise(text, place % (text.length + 1));
    }),
    { seed: SEED, numRuns: 60 },
  );
});

it(`so do mutations of them, each mistake with a place inside (seed ${SEED})`, () => {
  fc.assert(
    fc.property(draws, fc.nat(), (draw, place) => {
      const text = mutateText(generateScenario(draw, TERMS), draw);
      exercise(text, place % (text.length + 1));
    }),
    { seed: SEED, numRuns: 60 },
  );
});

it('generates scenarios that mean something, more often than not', () => {
  const counts = Array.from({ length: 100 }, (_, index) => {
    const stream = new RandomStream(index, 'generated');
    const text = generateScenario((below) => stream.integer(0, below - 1), TERMS);
    return exercise(text, 0).scenarios;
  });
  expect(counts.filter((count) => count > 0).length).toBeGreaterThan(50);
});

it('derives every rule of the grammar, always right in form', () => {
  const seen = new Set<string>();
  for (let index = 0; index < 2000; index++) {
    const stream = new RandomStream(index, 'derived');
    const writer = new Writer((below) => stream.integer(0, below - 1), TERMS);
    // Statements are deep down in a file, and rare: every second text is one scenario.
    writeFromGrammar(index % 2 === 0 ? 'scenarioFile' : 'scenarioDeclaration', writer);
    const { problems, strays, tree } = parseTree(writer.text());
    expect({ text: writer.text(), problems, strays }).toMatchObject({ problems: [], strays: [] });
    collect(tree, seen);
  }
  expect(ruleNames().filter((name) => !seen.has(name))).toEqual([]);
});

function collect(node: ReturnType<typeof parseTree>['tree'], seen: Set<string>): void {
  seen.add(node.name);
  for (const child of Object.values(node.children).flat()) if ('children' in child) collect(child, seen);
}

it('the same draws give the same text', () => {
  const text = () => {
    const stream = new RandomStream(7, 'same');
    return generateScenario((below) => stream.integer(0, below - 1), TERMS);
  };
  expect(text()).toBe(text());
});
