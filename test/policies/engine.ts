import { buildMachine } from '../../src/machine/machine.ts';
import type { AreaRequest } from '../../src/mm/area-request.ts';
import { createMm, type Mm } from '../../src/mm/mm.ts';
import { VM } from '../../src/mm/vma.ts';
import { choosePolicy } from '../../src/policies/chosen-policy.ts';
import { definePolicy, type PolicySketch, type Search } from '../../src/policies/policy.ts';
import { PolicyRun } from '../../src/policies/policy-run.ts';
import { request } from '../mm/process.ts';
import { mapping, told } from './proposal.ts';

/** Pages of 4 KiB; x86-64 without randomisation. */
export const P = 4096;
export const BASE = 0x7fff_f7ff_f;
export const HINT = 0x7000_0000;

/** A policy of one's own at work in an empty process. */
export function lab(sketch: Partial<PolicySketch>, settings = {}) {
  const { machine } = buildMachine({ arch: 'x86_64', ...settings });
  const policy = definePolicy({ id: 'mine', summary: '', source: '', needs: [], ...sketch } as PolicySketch);
  const run = new PolicyRun(choosePolicy(policy), machine!);
  const mm = createMm(machine!);
  const ask = (pages: number, more: Partial<AreaRequest> = {}, of = mapping(pages * P)) =>
    run.place(mm, request(pages, more), of, told({ pa: 5 * P, startPfn: 5 }));
  return { run, mm, ask };
}

export const mask = (alignPages: number, offsetPages = 0): Search => ({
  form: 'mask',
  alignBytes: alignPages * P,
  offsetBytes: offsetPages * P,
  reason: 'wanted',
});
export const below = (pages: number, align: number, offset = 0) =>
  Math.floor((BASE - pages - offset) / align) * align + offset;
export function fill(mm: Mm, start: number, end: number, flags: number = VM.READ) {
  mm.space.place(start, end, { flags, file: 1, pgoff: 0, owner: 0 });
}
