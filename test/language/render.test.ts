import { describe, expect, it } from 'vitest';
import { checkScenarios } from '../../src/language/check.ts';
import { excerpt } from '../../src/language/render/excerpt.ts';
import { diagnosticObjects } from '../../src/language/render/json.ts';
import { renderDiagnostics } from '../../src/language/render/text.ts';
import { sourceTexts } from '../../src/language/source-texts.ts';
import { input } from './harness.ts';

function rendered(text: string): string {
  const checked = input(text);
  return renderDiagnostics(checkScenarios(checked).diagnostics, sourceTexts(checked));
}

describe('text', () => {
  it('shows code, place, the line with carets, and the hint', () => {
    expect(
      rendered('language 1\nscenario "s" on x86-64 { mmap anon of 4K }'),
    ).toBe(`error[PL2001]: unknown machine 'x86-64'
  --> lab/test.scn:2:17
  2 | scenario "s" on x86-64 { mmap anon of 4K }
    |                 ^^^^^^
  hint: did you mean 'x86_64'?
`);
  });

  it('shows the other place with its own line', () => {
    expect(
      rendered('language 1\nscenario "s" {\n  a = mmap anon of 4K\n\ta = mmap anon of 8K\n}'),
    ).toBe(`error[PL2007]: the mapping 'a' is named twice
  --> lab/test.scn:4:2
  4 |     a = mmap anon of 8K
    |     ^
  first here:
  --> lab/test.scn:3:3
  3 |   a = mmap anon of 4K
    |   ^
  hint: names are unique in a scenario; give this one another
`);
  });

  it('places what is missing at the end behind the last word', () => {
    expect(rendered('language 1\nscenario "s" {\r\n  mmap anon of 4K\r\n\r\n')).toContain(`lab/test.scn:3:16
  3 |   mmap anon of 4K
    |                ^^`);
  });

  it('names both files of a mistake between two', () => {
    const checked = input(
      'language 1\ninclude "lib.scn"\nmachine m { aslr off }\nscenario "s" on m { mmap anon of 4K }',
      {
        sources: new Map([['lab/lib.scn', 'language 1\nmachine m { aslr on }\n']]),
      },
    );
    const text = renderDiagnostics(checkScenarios(checked).diagnostics, sourceTexts(checked));
    expect(text).toContain('lab/test.scn:3:9');
    expect(text).toContain('lab/lib.scn:2:9');
  });
});

describe('carets', () => {
  it('stand under tabs, wide and combined characters', () => {
    expect(excerpt('\tmmap x', 7, 8)).toEqual({ line: '    mmap x', carets: '         ^' });
    expect(excerpt('漢字 ab', 4, 6)).toEqual({ line: '漢字 ab', carets: '     ^^' });
    expect(excerpt('😀 ab', 4, 6)).toEqual({ line: '😀 ab', carets: '   ^^' });
    expect(excerpt('e\u0301 ab', 4, 6)).toEqual({ line: 'e\u0301 ab', carets: '  ^^' });
  });

  it('show one caret for an empty place', () => {
    expect(excerpt('', 1, 1)).toEqual({ line: '', carets: '^' });
    expect(excerpt('ab', 3, 3)).toEqual({ line: 'ab', carets: '  ^' });
  });

  it('cut a very long line around the span', () => {
    const line = `${'x'.repeat(5000)}here${'y'.repeat(5000)}`;
    const { line: shown, carets } = excerpt(line, 5001, 5005);
    expect(shown.length).toBeLessThan(110);
    expect(shown.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)).toBe('here');
  });

  it('let no control character through', () => {
    expect(excerpt('a\u001b[31mb\u202e', 1, 2).line).toBe('a�[31mb�');
  });
});

describe('objects', () => {
  it('have code, texts, places from 1 and related places', () => {
    const text = 'language 1\r\nscenario "s" {\r\n  a = mmap anon of 4K\r\n  a = mmap anon of 8K\r\n}';
    const checked = input(text);
    const objects = diagnosticObjects(checkScenarios(checked).diagnostics, sourceTexts(checked));
    const at = text.lastIndexOf('a = mmap');
    const first = text.indexOf('a = mmap');
    expect(objects).toEqual([
      {
        code: 'PL2007',
        severity: 'error',
        message: "the mapping 'a' is named twice",
        hint: 'names are unique in a scenario; give this one another',
        file: 'lab/test.scn',
        start: { offset: at, line: 4, column: 3 },
        end: { offset: at + 1, line: 4, column: 4 },
        fixes: [],
        related: [
          {
            message: 'first here',
            file: 'lab/test.scn',
            start: { offset: first, line: 3, column: 3 },
            end: { offset: first + 1, line: 3, column: 4 },
          },
        ],
      },
    ]);
  });
});
