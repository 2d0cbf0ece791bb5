import { DEFAULT_BUDGETS } from '../../language/budgets.ts';
import type { Diagnostic } from '../../language/diagnostic.ts';
import { checkSettings } from '../../metrics/check-settings.ts';
import { BUILT_IN } from '../../policies/registry.ts';
import type { LanguageQuestion } from './messages.ts';
import { checkText } from './sources.ts';

/** The thread that knows the language: it answers while scenarios run in another one. */
addEventListener('message', ({ data }: MessageEvent<LanguageQuestion>) => {
  postMessage({ id: data.id, answer: answerTo(data) });
});

function answerTo(question: LanguageQuestion): unknown {
  if (question.kind === 'check') return diagnosticsOf(question);
  return undefined;
}

function diagnosticsOf({ text, ownPolicy }: LanguageQuestion): readonly Diagnostic[] {
  const settings = checkSettings(BUILT_IN, DEFAULT_BUDGETS);
  const policies = ownPolicy ? [...settings.policies, ownPolicy] : settings.policies;
  return checkText(text, { ...settings, policies }).diagnostics;
}
