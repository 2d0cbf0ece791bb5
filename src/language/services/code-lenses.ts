import type { Span } from '../checked-scenario.ts';
import type { DocumentText } from './document.ts';

/** A command that an editor shows above a scenario. */
export interface CodeLens {
  readonly span: Span;
  readonly title: string;
  readonly command: 'run' | 'explain';
  readonly scenario: string;
  /** The mapping to explain. */
  readonly mapping?: string;
}

/** "run" above every scenario, and "explain" for its first mapping. */
export function codeLenses({ names }: DocumentText): CodeLens[] {
  const given = names.filter(({ gives }) => gives);
  return given
    .filter(({ kind }) => kind === 'scenario')
    .flatMap(({ text: scenario, whole, span }): CodeLens[] => {
      const mappings = given.filter(({ kind, seen }) => kind === 'mapping' && seen?.start === whole?.start);
      const [first] = mappings.sort((a, b) => a.span.start - b.span.start);
      const run = { span, title: 'run', command: 'run', scenario } as const;
      if (!first) return [run];
      return [
        run,
        { span, title: `explain ${first.text}`, command: 'explain', scenario, mapping: first.text },
      ];
    });
}
