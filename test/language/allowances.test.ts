import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../src/language/catalogue.ts';
import { formatText } from '../../src/language/format/format-text.ts';
import { ALL_CASES } from './cases/all.ts';
import { check, codes, marked } from './harness.ts';

const ODD = 'bar 0 { phys 0x4000_0000 size 24M }';
const USED = 'scenario "s" { mmap d.bar0 }\n';
const ALLOWABLE = ALL_CASES.filter(({ code }) => CATALOGUE[code].severity !== 'error' && !/^PL10/.test(code));

/** The text of a case, one declaration a line, with a comment above or behind the line of its diagnostic. */
function allowed(code: string, source: string, where: 'above' | 'behind'): string {
  const { text, start } = marked(source.replace(/ (?=scenario "s"|include )/g, '\n'));
  const comment = `# allow ${code}: it is meant`;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', start) < 0 ? text.length : text.indexOf('\n', start);
  return where === 'above'
    ? `${text.slice(0, lineStart)}${comment}\n${text.slice(lineStart)}`
    : `${text.slice(0, lineEnd)}  ${comment}${text.slice(lineEnd)}`;
}

describe('a warning or a remark is allowed by a comment with a reason', () => {
  it.each(
    ALLOWABLE.flatMap((one) => [
      { ...one, where: 'above' as const },
      { ...one, where: 'behind' as const },
    ]),
  )('$code, $where', ({ code, source, host, where }) => {
    const text = allowed(code, source, where);
    expect(codes(text, host)).not.toContain(code);
    expect(codes(text, host)).not.toContain('PL1022');
    const formatted = formatText('lab/test.scn', text);
    if (!('text' in formatted)) throw new Error('it has a mistake of form');
    expect(codes(formatted.text, host)).toEqual(codes(text, host));
  });
});

describe('a comment allows nothing', () => {
  it('of another code, in another place, or without a reason', () => {
    const device = `device d { driver uio ${ODD} }`;
    expect(codes(`language 1\n${device} # allow PL4003: it is\n${USED}`)).toEqual([]);
    expect(codes(`language 1\n${device} # allow PL4004: it is\n${USED}`)).toEqual(['PL4003', 'PL1022']);
    expect(codes(`language 1 # allow PL4003: it is\n${device}\n${USED}`)).toEqual(['PL1022', 'PL4003']);
    expect(codes(`language 1\n${device} # allow PL4003\n${USED}`)).toEqual(['PL4003', 'PL1024']);
    expect(codes(`language 1\n${device} # allow PL4003 :  \n${USED}`)).toEqual(['PL4003', 'PL1024']);
  });

  it('where it is prose, or a text that only looks like a comment', () => {
    expect(
      codes(`language 1\n# allow the kernel to choose\nscenario "# allow PL4003" { mmap anon of 2M }\n`),
    ).toEqual([]);
  });

  it('of an error', () => {
    const text = 'language 1\nscenario "s" { touch a } # allow PL2004: it is\n';
    expect(codes(text)).toEqual(['PL2004', 'PL1023']);
    expect(check(text).scenarios).toEqual([]);
  });
});

it('several comments above a line speak of it', () => {
  const comments = '# allow PL4003: odd\n# allow PL2015: for the next scenario';
  const text = `language 1\n${comments}\ndevice d { driver uio ${ODD} }\nscenario "s" { mmap anon of 2M }\n`;
  expect(codes(text)).toEqual([]);
});

it('a comment without effect is not blamed while errors hide what it is for', () => {
  expect(codes('language 1\nmachine m { aslr off } # allow PL4003: odd\nscenario "s" { touch a }\n')).toEqual(
    ['PL2004'],
  );
});

it('a comment in an included file holds there', () => {
  const host = {
    sources: new Map([['lab/lib.scn', `language 1\n# allow PL4003: odd\ndevice d { driver uio ${ODD} }\n`]]),
  };
  expect(codes(`language 1\ninclude "lib.scn"\n${USED}`, host)).toEqual([]);
});
