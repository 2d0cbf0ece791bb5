import type { SettingNode, Word } from '../ast.ts';
import type { Report } from '../diagnostic.ts';
import { didYouMean, listed } from './nearest.ts';

/** The value of a word setting, which must be one of a few; anything else is reported. */
export function choice<const T extends string>(
  setting: string,
  value: Word,
  allowed: readonly T[],
  report: Report,
): T | undefined {
  const found = allowed.find((word) => word === value.text);
  if (found !== undefined) return found;
  const hint = didYouMean(value.text, allowed) ?? `it can be ${listed(allowed)}`;
  report('PL3001', value.span, { setting: `'${setting}'`, found: value.text, hint });
  return undefined;
}

/** Reports settings that a block says twice. `commit` and `leaf` count by what they switch. */
export function reportRepeats(settings: readonly SettingNode[], report: Report): void {
  const seen = new Map<string, SettingNode>();
  for (const setting of settings) {
    const subject = setting.kind === 'switch' && setting.subject ? ` ${setting.subject.text}` : '';
    const key = `${setting.keyword.text}${subject}`;
    const first = seen.get(key);
    if (first)
      report('PL1011', setting.keyword.span, { clause: key }, [
        { message: 'first here', span: first.keyword.span },
      ]);
    else seen.set(key, setting);
  }
}

/** The word setting of a name, where the block has it. */
export function wordSetting(settings: readonly SettingNode[], name: string): Word | undefined {
  const setting = settings.find(({ keyword }) => keyword.text === name);
  return setting?.kind === 'word' ? setting.value : undefined;
}

/** The number setting of a name, where the block has it. */
export function numberSetting(settings: readonly SettingNode[], name: string) {
  const setting = settings.find(({ keyword }) => keyword.text === name);
  return setting?.kind === 'number' ? setting.value : undefined;
}

/** The on/off setting of a name, where the block has it. */
export function switchSetting(settings: readonly SettingNode[], name: string): boolean | undefined {
  const setting = settings.find(({ keyword }) => keyword.text === name);
  return setting?.kind === 'switch' ? setting.on : undefined;
}
