/** Words that no name may be. */
const TAKEN = new Set(
  'mmap munmap mremap mprotect brk revoke restore touch repeat choose expect scenario machine device file include use sweep let seeds headline occupancy language on at to of in and as for anon heap stack shared private areas any length offset prot fixed noreplace guest maps scatter fill bar region driver hole size phys extends option between stream hugetlb growsdown nohugepage move dontunmap sequential stride uniform zipf chase ring phases trace times'.split(
    ' ',
  ),
);

/** An address as a scenario has it: `0x7fff_f7fc_0000`. */
export function addressText(bytes: number): string {
  const digits = BigInt(bytes).toString(16);
  const groups: string[] = [];
  for (let end = digits.length; end > 0; end -= 4) groups.unshift(digits.slice(Math.max(0, end - 4), end));
  return `0x${groups.join('_')}`;
}

/** A label between quotes. */
export function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, "'").replace(/[^\x20-\x7e\u00a0-\uffff]/g, '?')}"`;
}

/** A comment's text: one line. */
export function commentText(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').trimEnd();
}

/** Hands out names of a scenario, each once. */
export class ScenarioNames {
  readonly #used = new Set<string>();

  /** A name like `text`, with what no name may hold replaced. */
  name(text: string): string {
    const bare = text
      .replace(/[^A-Za-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 40)
      .replace(/-+$/, '');
    const base = /^[A-Za-z]/.test(bare) && !TAKEN.has(bare.toLowerCase()) ? bare : `x-${bare || '0'}`;
    let name = base;
    for (let i = 2; this.#used.has(name); i++) name = `${base}-${i}`;
    this.#used.add(name);
    return name;
  }
}
