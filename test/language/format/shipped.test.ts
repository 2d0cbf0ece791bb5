import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { formatText } from '../../../src/language/format/format-text.ts';
import { FILES, ROOT } from '../../scenarios/shipped.ts';

it.each(FILES)('%s is formatted', (file) => {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  expect(formatText(file, text)).toEqual({ text });
});
