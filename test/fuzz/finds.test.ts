import { describe, expect, it } from 'vitest';
import { readMaps } from '../../src/import/maps.ts';
import { readLspci, readSysfsResource } from '../../src/import/pci.ts';
import { DEFAULT_SETUP } from '../../src/import/setup.ts';
import { readStrace } from '../../src/import/strace.ts';
import { readClaims } from '../../src/lab/claims/read-claims.ts';
import { configOf } from '../../src/lab/config.ts';
import { readManifest } from '../../src/lab/manifest.ts';
import { decodeTrial } from '../../src/lab/run/trial-record.ts';
import { checkDefinition } from '../../src/plugins/check-definition.ts';
import { replyProblem } from '../../src/plugins/reply-shape.ts';
import { recordedMachine } from '../../src/replay/recorded-setup.ts';
import { WhatIfBuilder } from '../../src/replay/what-if-program.ts';
import { ANSWERS } from './readers/policy-answers.ts';

/** What `npm run fuzz` has found, each as small as it could be made. Packed files: test/lab/unpacked.test.ts. */
describe('inputs that once did harm', () => {
  it('an address of more digits than any is a line that cannot be read, not a scenario without end', () => {
    const { regions, problems } = readMaps(`1000-${'f'.repeat(300)} rw-p 00000000 00:00 0\n`);
    expect(regions).toEqual([]);
    expect(problems).toEqual([
      { line: 1, message: 'the region ends above every user address (1000-ffffffffffffffffffff…)' },
    ]);
  });

  it('a BAR above every physical address is a line of its own', () => {
    const far = '0x1 0xffffffffffffffffffffffff 0x200\n';
    expect(readSysfsResource(far)).toMatchObject({ problems: [{ line: 1 }], devices: [{ bars: [] }] });
    const listing = `01:00.0 X: y\n\tRegion 0: Memory at ${'f'.repeat(40)} (64-bit) [size=16M]\n`;
    expect(readLspci(listing)).toMatchObject({ problems: [{ line: 2 }], devices: [{ bars: [] }] });
  });

  it('a log with numbers that no scenario can have: the hint is passed over, the call left out', () => {
    const builder = new WhatIfBuilder(DEFAULT_SETUP, recordedMachine(DEFAULT_SETUP), []);
    const { calls } = readStrace(
      [
        'mmap(0xfffffffffffff000, 4096, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = 0x7ffff7fff000',
        'munmap(0xfffffffffffff000, 4096) = 0',
        '',
      ].join('\n'),
    );
    for (const call of calls) builder.add(call);
    const { steps, uncarried } = builder.build();
    expect(steps.map(({ operation }) => 'at' in operation && operation.at)).toEqual([undefined]);
    expect(uncarried).toEqual([{ line: 2, reason: 'it has a number above every user address' }]);
  });

  it('claims that are nested without end, or hold a list where a word belongs', () => {
    expect(() => readClaims('['.repeat(100_000), 'c.yaml')).toThrow('c.yaml:1:1: it is nested too deeply');
    const claim = 'claims:\n- {id: a, says: b, in: c, metric: faults, is: 1, policies: [[x]]}\n';
    expect(() => readClaims(claim, 'c.yaml')).toThrow(/^c\.yaml:2:\d+: 'policies' holds what is no text/);
  });

  it('a manifest without policies, and one whose scenarios are none', () => {
    expect(readManifest('{"scenarios": [], "outputs": []}')).toEqual({ wrong: 'tool is no object' });
    expect(readManifest('{\n"tool": 1,,}')).toEqual({ wrong: 'it is no JSON: see line 2' });
    expect(readManifest('5')).toEqual({ wrong: 'the whole is no object' });
  });

  it('a configuration that is no JSON is told with its line', () => {
    expect(() => configOf('{\n  "out": NaN\n}')).toThrow('policy-lab.config.json: line 2: it is not JSON');
  });

  it('a record whose checksum holds, though no run wrote it', () => {
    const head = Buffer.from('{"cells":[{"policy":1}],"checked":0,"failures":[]}');
    const record = Buffer.alloc(12 + 20 + head.length);
    record.writeUInt32LE(head.length, 16);
    head.copy(record, 32);
    expect(() => decodeTrial(record, { scenario: 's', point: '', seed: null })).toThrow(
      'the record of trial 0 is not as a run writes it: cells[0].policy is no text',
    );
  });

  it('a definition that throws while it is looked at', () => {
    const trap = () => {
      throw new Error('boom');
    };
    const proxy = new Proxy({ id: 'x' }, { get: trap });
    expect(() => checkDefinition(proxy, 'x.js', new Set())).toThrow('its definition boom');
    const options = { id: 'x', needs: [], propose: () => [], options: null };
    expect(() => checkDefinition(options, 'x.js', new Set())).toThrow('its options are null');
    const needs = { id: 'x', needs: ['toString'], propose: () => [] };
    expect(() => checkDefinition(needs, 'x.js', new Set())).toThrow("it needs 'toString'");
  });

  it("a message that a plug-in sends in its host's name", () => {
    expect(replyProblem(null)).toBe('it is no answer');
    expect(replyProblem({ answer: 'constructor' })).toBe('it is no answer');
    expect(replyProblem({ answer: 'cell', cell: { scenario: 1 } })).toBe('cell.scenario is no text');
  });

  // A policy decided by each byte in turn: what it answers, throws, and what its objects do when they are looked at.
  it.each([
    '\0'.repeat(40),
    '\u0001\u0000\u0000\u0007'.repeat(12),
    'ÿ'.repeat(60),
    '\t\t\t\t\u0005\u0008'.repeat(9),
  ])('answers decided by %j cost one cell at most', async (input) => {
    expect(await ANSWERS[0]!.read(input, 0)).toMatch(/accepted|rejected/);
  });
});
