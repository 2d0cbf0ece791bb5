import { DEFAULT_BUDGETS } from '../../language/budgets.ts';
import { formatText } from '../../language/format/format-text.ts';
import { completionsAt } from '../../language/services/completion.ts';
import { type Document, openDocument } from '../../language/services/document.ts';
import { hoverAt } from '../../language/services/hover.ts';
import { checkSettings } from '../../metrics/check-settings.ts';
import { vocabulary } from '../../metrics/vocabulary.ts';
import { BUILT_IN } from '../../policies/registry.ts';
import { EDITED } from './edited.ts';
import type { LanguageAnswer, LanguageAnswers, LanguageKind, LanguageQuestion } from './messages.ts';
import { checkText, SOURCES } from './sources.ts';

/** The thread that knows the language: it answers while scenarios run in another one. */
addEventListener('message', ({ data }: MessageEvent<LanguageQuestion>) => {
  const answer: LanguageAnswer = { id: data.id, answer: ANSWERS[data.kind](data) };
  postMessage(answer);
});

const ANSWERS: {
  readonly [K in LanguageKind]: (question: LanguageQuestion) => LanguageAnswers[K] | undefined;
} = {
  check: (question) => checked(question).diagnostics,
  format: ({ text }) => {
    const formatted = formatText(EDITED, text);
    return 'text' in formatted ? formatted.text : undefined;
  },
  complete: (question) => completionsAt(documentOf(question), question.at),
  hover: (question) => hoverAt(documentOf(question), question.at, checked(question).scenarios),
};

function checked(question: LanguageQuestion) {
  return checkText(question.text, settingsFor(question));
}

function documentOf(question: LanguageQuestion): Document {
  const host = { ...settingsFor(question), sources: SOURCES };
  const policies = [...VOCABULARY.policies, ...(question.ownPolicy ? [question.ownPolicy] : [])];
  return openDocument(EDITED, question.text, { host, vocabulary: { ...VOCABULARY, policies } });
}

const SETTINGS = checkSettings(BUILT_IN, DEFAULT_BUDGETS);
const VOCABULARY = vocabulary(BUILT_IN);

function settingsFor({ ownPolicy }: LanguageQuestion) {
  if (!ownPolicy) return SETTINGS;
  const own = { id: ownPolicy.id, options: ownPolicy.options.map(({ name }) => name) };
  return { ...SETTINGS, policies: [...SETTINGS.policies, own] };
}
