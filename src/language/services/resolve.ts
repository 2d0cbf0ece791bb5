import type { Span } from '../checked-scenario.ts';
import type { Document, DocumentText } from './document.ts';
import type { NameKind, NameUse } from './names.ts';

/** The name that stands at an offset of the document, or ends there. */
export function nameAt({ names }: DocumentText, offset: number): NameUse | undefined {
  const touching = names.filter(({ span }) => span.start <= offset && offset <= span.end);
  return touching.sort((a, b) => length(a.span) - length(b.span))[0];
}

/** Where a name is given: the innermost one that is in sight. */
export function definitionOf(document: Document, use: NameUse): NameUse | undefined {
  if (use.gives) return use;
  return candidates(document, use).sort((a, b) => width(a) - width(b))[0];
}

/** Every use of what a name stands for, in the document and the files that it includes. */
export function usesOf(document: Document, use: NameUse): NameUse[] {
  const target = definitionOf(document, use);
  return [document, ...document.included].flatMap(({ names }) =>
    names.filter((other) => (target ? isUseOf(document, other, target) : sameTerm(other, use))),
  );
}

/** Names of some kinds that are in sight at an offset of the document. */
export function namesInSight(document: Document, offset: number, kinds: readonly NameKind[]): NameUse[] {
  const given = [document, ...document.included].flatMap(({ names }) => names.filter((one) => one.gives));
  const place = { file: document.file, start: offset, end: offset };
  return given.filter((one) => kinds.includes(one.kind) && sees(one, place));
}

function isUseOf(document: Document, other: NameUse, target: NameUse): boolean {
  if (other.text !== target.text) return false;
  if (other.span.file === target.span.file && other.span.start === target.span.start) return true;
  const found = other.gives ? undefined : definitionOf(document, other);
  return found?.span.file === target.span.file && found.span.start === target.span.start;
}

/** Policies, options and metrics are given outside of scenario files. */
function sameTerm(other: NameUse, use: NameUse): boolean {
  return other.kind === use.kind && other.text === use.text && other.owner === use.owner;
}

function candidates(document: Document, use: NameUse): NameUse[] {
  const kinds: readonly NameKind[] = use.kind === 'source' ? ['device', 'file'] : [use.kind];
  return [document, ...document.included].flatMap(({ names }) =>
    names.filter(
      (one) =>
        one.gives &&
        one.text === use.text &&
        kinds.includes(one.kind) &&
        owns(one, use) &&
        sees(one, use.span),
    ),
  );
}

function owns(definition: NameUse, use: NameUse): boolean {
  return use.kind !== 'region' || definition.owner === use.owner;
}

/** Whether a given name is seen at a place. */
function sees({ seen, span }: NameUse, place: Span): boolean {
  if (!seen) return true;
  return span.file === place.file && seen.start <= place.start && place.end <= seen.end;
}

function width({ seen }: NameUse): number {
  return seen ? length(seen) : Number.POSITIVE_INFINITY;
}

function length({ start, end }: Span): number {
  return end - start;
}
