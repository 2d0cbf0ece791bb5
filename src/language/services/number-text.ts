import { GIB, hex, KIB, MIB, residue, sizeText } from '../../machine/bytes.ts';

/** A whole number with commas between thousands. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A size for a reader: bytes, hexadecimal, pages and what it is a multiple of. @param pageBytes - of the machine. */
export function sizeLines(bytes: number, pageBytes: number = 4 * KIB): string[] {
  const multiple = [GIB, 2 * MIB, pageBytes].find((unit) => bytes > 0 && residue(bytes, unit) === 0);
  return [
    `**${sizeText(bytes)}** = ${grouped(bytes)} bytes = \`${hex(bytes)}\``,
    pagesText(bytes, pageBytes),
    ...(multiple === undefined ? [] : [`a multiple of ${sizeText(multiple)}`]),
  ];
}

/** An address for a reader: its page, and its residues modulo the leaf sizes of most machines. */
export function addressLines(address: number, what = 'address'): string[] {
  const residues = [2 * MIB, GIB].map(
    (leaf) => `${what} mod ${sizeText(leaf)} = ${sizeText(residue(address, leaf))}`,
  );
  return [`\`${groupedHex(address)}\`, page \`${hex(Math.floor(address / (4 * KIB)))}\``, ...residues];
}

/** `512 pages of 4K`, or how many pages a size begins. */
export function pagesText(bytes: number, pageBytes: number): string {
  const pages = bytes / pageBytes;
  const whole = grouped(Math.ceil(pages));
  const noun = Math.ceil(pages) === 1 ? 'page' : 'pages';
  return Number.isInteger(pages)
    ? `${whole} ${noun} of ${sizeText(pageBytes)}`
    : `no whole pages: ${grouped(Math.floor(pages))} and a part of one of ${sizeText(pageBytes)}`;
}

/** An address as scenarios write it: digits by fours. */
export function groupedHex(value: number): string {
  return hex(value)
    .replace(/(?<=[\da-f])(?=(?:[\da-f]{4})+$)/g, '_')
    .replace('0_x', '0x');
}
