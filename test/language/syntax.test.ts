import { describe, expect, it } from 'vitest';
import { check, codes } from './harness.ts';

describe('several mistakes are told in one pass', () => {
  it('reports mistakes of form, names and values together', () => {
    const text = `language 0
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
    const text = `language 0
machine { arch x86_64 }
scenario "a" { mmap anon of }
scenario "b" { repeat { mmap anon of 4K } }
scenario "c" { mmap anon of 4K 4K }
`;
    const { diagnostics } = check(text);
    expect(diagnostics.map(({ span }) => text.slice(0, span.start).split('\n').length)).toEqual([2, 3, 4, 5]);
  });

  it('does not complain about names whose declaration is broken', () => {
    const text = 'language 0\nscenario "a" { bar = mmap anon of 4K at + touch bar }\n';
    expect(codes(text)).toEqual(['PL1001']);
  });
});

describe('odd texts', () => {
  it('takes CRLF and a byte order mark', () => {
    const text = '\uFEFFlanguage 0\r\n# why\r\nscenario "s" {\r\n\tmmap anon of 2M # a page\r\n}\r\n';
    const { diagnostics, scenarios } = check(text);
    expect(diagnostics).toEqual([]);
    expect(scenarios[0]!.comment).toBe('why');
  });

  it.each([
    ['nothing', '', ['PL1005']],
    ['blanks', '  \n\t\n', ['PL1005']],
    ['a comment', '# language 0', ['PL1005']],
    ['a header only', 'language 0', ['PL6006']],
    ['an open block', 'language 0\nscenario "s" {', ['PL1002']],
    ['an open statement', 'language 0\nscenario "s" { mmap', ['PL1002']],
    ['an open text', 'language 0\nscenario "s', ['PL1004']],
    ['a header without a number', 'language', ['PL1002']],
    ['a second header', 'language 0\nlanguage 0\nscenario "s" { mmap anon of 4K }', ['PL1011']],
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
    const { scenarios } = check(`language 0\nscenario "s" { let n = ${written} mmap anon of 4K + 0 * $n }`);
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
    const { diagnostics } = check(`language 0\nscenario "s" { mmap anon of ${written} }`);
    expect(diagnostics.map((one) => one.code)).toEqual(['PL1007']);
    expect(diagnostics[0]!.hint).toContain(hint);
  });
});

describe('the comment above a scenario', () => {
  const commentOf = (above: string) =>
    check(`language 0\n${above}scenario "s" { mmap anon of 4K }`).scenarios[0]!.comment;

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
