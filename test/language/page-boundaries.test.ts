import { describe, expect, it } from 'vitest';
import { check, HOST } from './harness.ts';

/** The errors of a device that is mapped on a machine, as messages. */
function errors(settings: string, region: string, machine: string): string[] {
  const device = `device d { driver uio  ${settings}  region mem { ${region} } }`;
  const { diagnostics } = check(`language 1\n${device}\nscenario "s" on ${machine} { mmap d.mem }`, HOST);
  return diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message);
}

const WHOLE = 'phys 0x1000_0000  size 1M';

describe('a device whose figures lie inside a page of the machine that maps it', () => {
  it.each([
    ['', 'phys 0x1000_1000  size 1M', 'd.mem begins at 0x10001000, inside a page of arm64-16k (16K)'],
    [
      '',
      'range 0x1000_0000 +64K range 0x2000_1000 +64K',
      'd.mem has a range that begins at 0x20001000, inside a page of arm64-16k (16K)',
    ],
    [
      '',
      'range 0x1000_0000 +12K range 0x2000_0000 +64K',
      'd.mem has another range behind one of 12K, inside a page of arm64-16k (16K)',
    ],
    ['', `${WHOLE}  offset 4K`, 'd.mem has the offset 4K, inside a page of arm64-16k (16K)'],
    [
      'tells start_pfn 0x2000_1000',
      WHOLE,
      'd.mem is told to begin at 0x20001000, inside a page of arm64-16k (16K)',
    ],
    ['pgoff_shift 8K', WHOLE, 'd.mem has its pgoff shifted by 8K, inside a page of arm64-16k (16K)'],
  ])('%s %s', (settings, region, message) => {
    expect(errors(settings, region, 'arm64-16k')).toEqual([message]);
    expect(errors(settings, region, 'arm64-4k')).toEqual([]);
  });

  it('may end inside one: its last page is mapped whole', () => {
    expect(errors('', 'range 0x1000_0000 +64K range 0x2000_0000 +12K', 'arm64-16k')).toEqual([]);
  });

  it('is refused with 4K pages too where it is told a byte', () => {
    const [message] = errors('tells start_pfn 0x1001', WHOLE, 'x86_64');
    expect(message).toBe('d.mem is told to begin at 0x1001, inside a page of x86_64 (4K)');
  });
});
