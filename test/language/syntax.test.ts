import { describe, expect, it } from 'vitest';
import { check, codes } from './harness.ts';

describe('several mistakes are told in one pass', () => {
  it('reports mistakes of form, names and values together', () => {
    const text = `language 1
machine m { arch x86_64  stak_limit 8M  layout sideways }
device gpu { driver vfio-pic  bar 0 { phys 0x4000_0000 size 16M } }
scenario "s" on m {
  mmap gpu.bar0 8K
  mmap anon of 0K
  munmap gone
}
`;
    expect(codes(text)).toEqual(['PL1009', 'PL3001', 'PL2010', 'PL1013', 'PL3002', 'PL2004']);
  });

  it('goes on after a broken statement, block and declaration', () => {
    const text = `language 1
machine { arch x86_64 }
scenario "a" { mmap anon of }
scenario "b" { repeat { mmap anon of 4K } }
scenario "c" { mmap anon of 4K 4K }
`;
    const { diagnostics } = check(text);
    expect(diagnostics.map(({ span }) => text.slice(0, span.start).split('\n').length)).toEqual([2, 3, 4, 5]);
  });

  it('does not complain about names whose declaration is broken', () => {
    const text = 'language 1\nscenario "a" { bar = mmap anon of 4K at + touch bar }\n';
    expect(codes(text)).toEqual(['PL1001']);
  });
});

describe('odd texts', () => {
  it('takes CRLF and a byte order mark', () => {
    const text = '\uFEFFlanguage 1\r\n# why\r\nscenario "s" {\r\n\tmmap anon of 2M # a page\r\n}\r\n';
    const { diagnostics, scenarios } = check(text);
    expect(diagnostics).toEqual([]);
    expect(scenarios[0]!.comment).toBe('why');
  });

  it.each([
    ['nothing', '', ['PL1005']],
    ['blanks', '  \n\t\n', ['PL1005']],
    ['a comment', '# language 1', ['PL1005']],
    ['a header only', 'language 1', ['PL6006']],
    ['an open block', 'language 1\nscenario "s" {', ['PL1002']],
    ['an open statement', 'language 1\nscenario "s" { mmap', ['PL1002']],
    ['an open text', 'language 1\nscenario "s', ['PL1004']],
    ['a header without a number', 'language', ['PL1002']],
    ['a second header', 'language 1\nlanguage 1\nscenario "s" { mmap anon of 4K }', ['PL1011']],
  ])('takes %s', (_, text, expected) => {
    const { diagnostics } = check(text);
    expect(diagnostics.map(({ code }) => code)).toEqual(expected);
    for (const { span } of diagnostics) {
      expect(span.start).toBeLessThanOrEqual(span.end);
      expect(span.end).toBeLessThanOrEqual(text.length);
    }
  });
});

describe('numbers', () => {
  const lengthOf = (written: string) => {
    const { scenarios } = check(`language 1\nscenario "s" { let n = ${written} mmap anon of 4K + 0 * $n }`);
    return scenarios[0]?.points[0]?.bindings.n;
  };

  it.each([
    ['4K', 4096],
    ['62M', 62 * 2 ** 20],
    ['1G', 2 ** 30],
    ['1T', 2 ** 40],
    ['0x2000', 0x2000],
    ['0x7fff_0000', 0x7fff0000],
    ['65_530', 65530],
    ['2 + 3 * 4', 14],
    ['(2 + 3) * 4', 20],
    ['20 / 3', 6],
    ['20 % 6', 2],
    ['10 - 3 - 2', 5],
    ['2M-4K', 2 ** 21 - 4096],
    ['7 - -1', 8],
  ])('%s is %d', (written, value) => expect(lengthOf(written)).toBe(value));

  it.each([
    ['8mb', "write '8M'"],
    ['4KiB', "write '4K'"],
    ['1.5G', "write '1536M'"],
    ['7fff0000', "write '0x7fff0000'"],
  ])('%s is told how to be written', (written, hint) => {
    const { diagnostics } = check(`language 1\nscenario "s" { mmap anon of ${written} }`);
    expect(diagnostics.map((one) => one.code)).toEqual(['PL1007']);
    expect(diagnostics[0]!.hint).toContain(hint);
  });
});

describe('the comment above a scenario', () => {
  const commentOf = (above: string) =>
    check(`language 1\n${above}scenario "s" { mmap anon of 4K }`).scenarios[0]!.comment;

  it('is the lines right above, without their #', () => {
    expect(commentOf('# one\n#two\n')).toBe('one\ntwo');
  });
  it('ends at an empty line', () => {
    expect(commentOf('# far\n\n# near\n')).toBe('near');
    expect(commentOf('# far\n\n')).toBe('');
  });
  it('does not take a comment behind something else', () => {
    expect(commentOf('machine m { aslr off } # not mine\n')).toBe('');
  });
});

describe('mistakes of form are told in the words of their author', () => {
  const told = (text: string) => {
    const { diagnostics } = check(`language 1\n${text}`);
    return diagnostics
      .filter(({ severity }) => severity === 'error')
      .map(({ message, hint }) => `${message}; ${hint}`);
  };
  const inside = (body: string) => told(`scenario "s" {\n${body}\n}`);

  it.each([
    ['mmap anon of 4K', "'mmap' does not belong to a file; put it into 'scenario \"…\" { … }'"],
    ['}', "expected a declaration or the end of the file, found '}'; there is one '}' too many"],
    ['scnario "s" { }', "unknown setting 'scnario' in a file; did you mean 'scenario'?"],
    [
      'file f { 4K }',
      "'4K' stands without a word that says what it is; put one of these words before it: fs, size, folios, huge, dax, page, hook",
    ],
    ['machine m { aslr maybe }', "expected 'on' or 'off', found 'maybe'; say 'on' or 'off'"],
    ['device d { bar0 { } }', "unknown setting 'bar0' in a device; write 'bar 0 { … }'"],
    [
      'scenario "a" { mmap anon of 4K\nscenario "b" { mmap anon of 4K }',
      "'scenario' does not belong to a scenario; is a '}' missing before it?",
    ],
  ])('%s', (text, expected) => expect(told(text)).toEqual([expected]));

  it.each([
    ['bar2 mmap anon of 4K', "unknown statement 'bar2'; a name is given with '=': 'bar2 = mmap …'"],
    [
      'mmap anon of 4K, 8K',
      "expected a statement or '}', found ','; only values of one kind are listed with commas",
    ],
    [
      'repeat 3 { expect faults == 1 }',
      "'expect' does not belong to a loop or a choice; put it directly into the scenario",
    ],
    [
      'mmap anon of {',
      "expected a size such as 2M, or a draw such as uniform(4K, 8M), found '{'; a number is a size such as 2M, an address such as 0x1000, a $variable",
    ],
    [
      'repeat { munmap any }',
      "expected a number or a size such as 2M, found '{'; a number is a size such as 2M, an address such as 0x1000, a $variable",
    ],
    ['occupancy { map "x" }', "unknown setting 'map' in an occupancy; did you mean 'maps'?"],
    [
      'mmap anon of 4K at 0x7000_0000 - ',
      "expected a number or a size such as 2M, found '}'; something is missing before it",
    ],
  ])('%s', (text, expected) => expect(inside(text)).toContain(expected));
});
