import { alignUp, GIB, hex, KIB, MIB, residue, sizeText, TIB } from '../machine/bytes.ts';

const UNITS = [TIB, GIB, MIB, KIB] as const;

/** A size as a person writes it: `62M`, or a sum or difference of two such sizes, `2M + 4K`; else hexadecimal. */
export function sizeWords(bytes: number): string {
  const whole = sizeText(bytes);
  if (whole.length <= 4) return whole;
  for (const unit of UNITS) {
    const over = residue(bytes, unit);
    const low = bytes - over;
    const high = alignUp(bytes, unit);
    if (low > 0 && short(low) && short(over)) return `${sizeText(low)} + ${sizeText(over)}`;
    if (short(high) && short(high - bytes)) return `${sizeText(high)} - ${sizeText(high - bytes)}`;
  }
  return whole.length <= 6 ? whole : hex(bytes);
}

function short(bytes: number): boolean {
  return sizeText(bytes).length <= 4;
}
