import { DEFAULT_BUDGETS } from '../../language/budgets.ts';
import { formatText } from '../../language/format/format-text.ts';
import { checkSettings } from '../../metrics/check-settings.ts';
import { BUILT_IN } from '../../policies/registry.ts';
import { EDITED } from './edited.ts';
import type { LanguageAnswer, LanguageAnswers, LanguageKind, LanguageQuestion } from './messages.ts';
import { checkText } from './sources.ts';

/** The thread that knows the language: it answers while scenarios run in another one. */
addEventListener('message', ({ data }: MessageEvent<LanguageQuestion>) => {
  const answer: LanguageAnswer = { id: data.id, answer: ANSWERS[data.kind](data) };
  postMessage(answer);
});

const ANSWERS: {
  readonly [K in LanguageKind]: (question: LanguageQuestion) => LanguageAnswers[K] | undefined;
} = {
  check: ({ text, ownPolicy }) => checkText(text, settingsWith(ownPolicy)).diagnostics,
  format: ({ text }) => {
    const formatted = formatText(EDITED, text);
    return 'text' in formatted ? formatted.text : undefined;
  },
};

function settingsWith(ownPolicy: LanguageQuestion['ownPolicy']) {
  const settings = checkSettings(BUILT_IN, DEFAULT_BUDGETS);
  return ownPolicy ? { ...settings, policies: [...settings.policies, ownPolicy] } : settings;
}
