import { congruent, hex, residue, sizeText } from '../../machine/bytes.ts';
import type { PolicyClaims } from '../../policies/policy.ts';
import type { PolicyFailure } from '../../policies/policy-run.ts';
import { mappingName } from './situation.ts';
import type { Decision } from './watched-run.ts';

/** What one policy did in one situation, twice. */
export interface Trial {
  readonly decisions: readonly Decision[];
  readonly failure: PolicyFailure | undefined;
  /** The same in a second process, from the beginning. */
  readonly again: { readonly decisions: readonly Decision[]; readonly failure: PolicyFailure | undefined };
  readonly claims: PolicyClaims | undefined;
  readonly needsAnything: boolean;
  /** Most searches, or system calls, for one mapping. */
  readonly budget: number;
}

/** Something that every policy must be, whatever it wants. */
export interface Property {
  readonly id: string;
  readonly meaning: string;
  /** How often the trial put it to the test. */
  cases(trial: Trial): number;
  /** How the trial breaks it; undefined where it does not. */
  broken(trial: Trial): string | undefined;
}

const ANSWERS: Property = {
  id: 'answers',
  meaning: "answers in the interface's form, and throws nothing",
  cases: ({ decisions }) => decisions.length,
  broken: (trial) => brokenRule(trial, 'form') ?? brokenRule(trial, 'throws'),
};

const DECLARED: Property = {
  id: 'declared',
  meaning: 'reads only the facts that it lists in its needs',
  cases: ({ decisions }) => decisions.length,
  broken: (trial) => brokenRule(trial, 'declared'),
};

const PAGE_ALIGNED: Property = {
  id: 'page-aligned',
  meaning: 'addresses and alignments are whole pages',
  cases: ({ decisions }) => own(decisions).length,
  broken: (trial) => brokenRule(trial, 'page-aligned'),
};

const IN_RANGE: Property = {
  id: 'in-range',
  meaning: 'addresses lie in user space, from mmap_min_addr on',
  cases: ({ decisions }) => own(decisions).length,
  broken: (trial) => brokenRule(trial, 'in-range'),
};

const FREE: Property = {
  id: 'free',
  meaning: 'addresses are free, or reserved by itself',
  cases: ({ decisions }) => own(decisions).length,
  broken: (trial) => brokenRule(trial, 'free'),
};

const CONGRUENT: Property = {
  id: 'congruent',
  meaning: 'placements are congruent to what it claims',
  cases: ({ decisions, claims }) =>
    own(decisions).filter((one) => targetOf(one, claims) !== undefined).length,
  broken: ({ decisions, claims }) =>
    firstOf(decisions, (decision) => {
      const target = targetOf(decision, claims);
      const { ownAlignBytes: align, addressBytes } = decision;
      if (align === undefined || target === undefined || congruent(addressBytes, target, align))
        return undefined;
      const size = sizeText(align);
      const off = `${hex(residue(addressBytes, align))}, not ${hex(residue(target, align))}, modulo ${size}`;
      return `${hex(addressBytes)} is ${off}: not congruent to its ${claims?.congruentTo === 'pfn' ? 'PFN' : 'pgoff'}`;
    }),
};

const BASELINE: Property = {
  id: 'baseline',
  meaning: 'without information, it places as the kernel does',
  cases: (trial) => trial.decisions.filter((one) => hasNoSay(one, trial) !== undefined).length,
  broken: (trial) =>
    firstOf(trial.decisions, (decision) => {
      const why = hasNoSay(decision, trial);
      const { addressBytes, baselineBytes } = decision;
      if (why === undefined || addressBytes === baselineBytes) return undefined;
      const kernel = baselineBytes === undefined ? 'one mmap' : placeText(baselineBytes);
      return `${placeText(addressBytes)}, where the kernel has ${kernel}, although ${why}`;
    }),
};

const DETERMINISTIC: Property = {
  id: 'deterministic',
  meaning: 'the same again gives the same',
  cases: ({ decisions }) => decisions.length,
  broken: ({ decisions, failure, again }) => {
    if (failure?.message !== again.failure?.message)
      return `${failure?.message ?? 'nothing wrong'} the first time, ${again.failure?.message ?? 'nothing wrong'} the second`;
    return firstOf(decisions, ({ addressBytes }, index) => {
      const second = again.decisions[index]?.addressBytes;
      if (second === addressBytes) return undefined;
      return `${placeText(addressBytes)} the first time, ${second === undefined ? 'nothing' : placeText(second)} the second`;
    });
  },
};

const BUDGET: Property = {
  id: 'budget',
  meaning: 'searches or system calls stay within the budget',
  cases: ({ decisions }) => decisions.length,
  broken: ({ decisions, budget }) =>
    firstOf(decisions, ({ effort }) =>
      effort > budget ? `${effort} searches or system calls, of ${budget} that it may make` : undefined,
    ),
};

/** All properties, in the order in which they are told. */
export const PROPERTIES: readonly Property[] = [
  ANSWERS,
  DECLARED,
  PAGE_ALIGNED,
  IN_RANGE,
  FREE,
  CONGRUENT,
  BASELINE,
  DETERMINISTIC,
  BUDGET,
];

function brokenRule({ failure }: Trial, rule: PolicyFailure['rule']): string | undefined {
  return failure?.rule === rule ? failure.message : undefined;
}

function own(decisions: readonly Decision[]): readonly Decision[] {
  return decisions.filter(({ ownAlignBytes }) => ownAlignBytes !== undefined);
}

function targetOf({ mapping, paBytes }: Decision, claims: PolicyClaims | undefined): number | undefined {
  if (claims?.congruentTo === 'pfn') return paBytes;
  return claims?.congruentTo === 'pgoff' ? mapping.offsetBytes : undefined;
}

/** Why a policy should leave a decision to the kernel; undefined where it need not. */
function hasNoSay({ mapping, informed }: Decision, { claims, needsAnything }: Trial): string | undefined {
  if (claims?.kinds && !claims.kinds.includes(mapping.kind))
    return `it does not speak of ${mapping.kind} mappings`;
  return needsAnything && !informed ? 'nobody tells it any of the facts that it needs' : undefined;
}

function placeText(addressBytes: number): string {
  return addressBytes < 0 ? 'no address' : hex(addressBytes);
}

/** What is said of the first decision of which there is something to say, with the name of its mapping. */
function firstOf(
  decisions: readonly Decision[],
  say: (decision: Decision, index: number) => string | undefined,
): string | undefined {
  for (const [index, decision] of decisions.entries()) {
    const said = say(decision, index);
    if (said !== undefined) return `${mappingName(index)}: ${said}`;
  }
  return undefined;
}
