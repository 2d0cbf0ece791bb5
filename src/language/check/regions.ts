import { alignDown, alignUp, hex, KIB, residue, sizeText } from '../../machine/bytes.ts';
import type { ExtentNode, RegionNode } from '../ast.ts';
import type { CheckedRegion, Expression, PhysicalRange, Span } from '../checked-scenario.ts';
import { positive, type Scope, wholeNumber } from './calculate.ts';
import { numberSetting, reportRepeats } from './choices.ts';

/** The smallest page of any machine: what every region must be a multiple of. */
const PAGE = 4 * KIB;
const PHYSICAL_END = 2 ** 52;

/** Settles a BAR or a region. @param offsetBaseBytes - where the driver puts it, unless it says `offset`. */
export function checkRegion(
  node: RegionNode,
  offsetBaseBytes: number,
  scope: Scope,
): CheckedRegion | undefined {
  reportRepeats(node.settings, scope.report);
  if (node.bar !== undefined && node.bar > 5) scope.report('PL4005', node.name.span, { number: node.bar });
  const ranges = node.ranges.length > 0 ? checkRanges(node, scope) : wholeRange(node, scope);
  if (!ranges) return undefined;
  if (node.bar !== undefined && ranges.length === 1) reportPciRules(node, ranges[0]!, scope);
  const sizeBytes = ranges.reduce((sum, range) => sum + range.sizeBytes, 0);
  const offset = numberSetting(node.settings, 'offset');
  const stated = offset && wholeNumber("'offset'", offset, scope);
  if (offset && stated !== undefined) reportUnaligned('offset', stated, offset.span, scope);
  return {
    name: node.name.text,
    sizeBytes,
    ranges,
    offsetBaseBytes: stated ?? offsetBaseBytes,
    prefetchable: node.prefetchable,
    holes: checkHoles(node, sizeBytes, scope),
  };
}

/** `phys ADDR size SIZE`. */
function wholeRange(node: RegionNode, scope: Scope): PhysicalRange[] | undefined {
  const phys = numberSetting(node.settings, 'phys');
  const size = numberSetting(node.settings, 'size');
  const region = node.name.text;
  if (!phys && node.whole)
    scope.report('PL4012', node.name.span, {
      region,
      setting: 'physical address',
      hint: "say where it lies: 'phys 0x3800_0000_0000'",
    });
  if (!size && node.whole)
    scope.report('PL4012', node.name.span, {
      region,
      setting: 'size',
      hint: "say how large it is: 'size 16M'",
    });
  const range = phys && size && rangeOf(phys, size, scope);
  return range && [range];
}

/** `range ADDR +SIZE`, several of them, in the order of the offset space. */
function checkRanges(node: RegionNode, scope: Scope): PhysicalRange[] | undefined {
  const other = node.settings.find(({ keyword }) => keyword.text === 'phys' || keyword.text === 'size');
  if (other)
    scope.report('PL4021', other.keyword.span, { region: node.name.text, setting: other.keyword.text });
  const ranges = node.ranges.map(({ from, length }) => rangeOf(from, length, scope));
  return ranges.every((range) => range !== undefined) ? ranges : undefined;
}

function rangeOf(from: Expression, length: Expression, scope: Scope): PhysicalRange | undefined {
  const physBytes = wholeNumber('the physical address', from, scope);
  const sizeBytes = positive('the size', length, scope, "write a size such as 'size 16M'");
  if (physBytes === undefined || sizeBytes === undefined) return undefined;
  reportUnaligned('the address', physBytes, from.span, scope);
  reportUnaligned('the size', sizeBytes, length.span, scope);
  const end = physBytes + sizeBytes;
  if (end > PHYSICAL_END)
    scope.report('PL4019', from.span, { what: 'it', address: hex(end), last: hex(PHYSICAL_END - 1) });
  return { physBytes, sizeBytes };
}

/** What PCI asks of a BAR; nvgrace-gpu and its like do without, so these are warnings. */
function reportPciRules(node: RegionNode, { physBytes, sizeBytes }: PhysicalRange, { report }: Scope): void {
  const power = 2 ** Math.ceil(Math.log2(sizeBytes));
  const place = (name: string) => numberSetting(node.settings, name)?.span ?? node.name.span;
  const size = sizeText(sizeBytes);
  if (power !== sizeBytes)
    report('PL4003', place('size'), { size, mend: `${sizeText(power / 2)} or ${sizeText(power)}` });
  else if (residue(physBytes, sizeBytes) !== 0)
    report('PL4004', place('phys'), {
      address: hex(physBytes),
      size,
      below: hex(alignDown(physBytes, sizeBytes)),
      above: hex(alignUp(physBytes, sizeBytes)),
    });
}

function checkHoles(node: RegionNode, sizeBytes: number, scope: Scope): CheckedRegion['holes'] {
  const holes = node.holes.flatMap((hole) => {
    const fromBytes = wholeNumber("the hole's start", hole.from, scope);
    const lengthBytes = positive("the hole's length", hole.length, scope, "write it as 'hole 0x2000 +4K'");
    return fromBytes === undefined || lengthBytes === undefined
      ? []
      : [{ hole, fromBytes, lengthBytes, label: hole.label }];
  });
  for (const { hole, fromBytes, lengthBytes } of holes) {
    reportUnaligned("the hole's start", fromBytes, hole.from.span, scope);
    reportUnaligned("the hole's length", lengthBytes, hole.length.span, scope);
    if (fromBytes + lengthBytes > sizeBytes)
      scope.report('PL4006', hole.span, {
        from: hex(fromBytes),
        length: sizeText(lengthBytes),
        region: node.name.text,
        size: sizeText(sizeBytes),
      });
  }
  const sorted = holes.toSorted((a, b) => a.fromBytes - b.fromBytes);
  for (const [index, { hole, fromBytes, lengthBytes }] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next && next.fromBytes < fromBytes + lengthBytes) reportHoleOverlap(node, hole, next.hole, scope);
  }
  const total = sorted.reduce((sum, hole) => sum + hole.lengthBytes, 0);
  if (sorted.length > 0 && total === sizeBytes)
    scope.report('PL4020', node.name.span, { region: node.name.text });
  return sorted.map(({ fromBytes, lengthBytes, label }) => ({ fromBytes, lengthBytes, label }));
}

function reportHoleOverlap(node: RegionNode, a: ExtentNode, b: ExtentNode, { report }: Scope): void {
  const [first, second] = a.span.start < b.span.start ? [a, b] : [b, a];
  report('PL4007', second.span, { region: node.name.text }, [
    { message: 'the other hole', span: first.span },
  ]);
}

function reportUnaligned(what: string, value: number, span: Span, { report }: Scope): void {
  if (residue(value, PAGE) === 0) return;
  const mend = `${hex(alignDown(value, PAGE))} or ${hex(alignUp(value, PAGE))}`;
  report('PL4008', span, { what, value: hex(value), page: sizeText(PAGE), mend });
}
