import type { CheckInput } from './check/host.ts';
import type { SourceTexts } from './render/text.ts';

/** The texts that the diagnostics of a check can point into. */
export function sourceTexts({ file, text, host }: CheckInput): SourceTexts {
  const texts = new Map<string, string>([[file, text]]);
  for (const [path, source] of host.sources) if (typeof source === 'string') texts.set(path, source);
  return texts;
}
