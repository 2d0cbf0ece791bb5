/** Intel's model numbers of family 6. */
const INTEL: Readonly<Record<number, string>> = {
  85: 'skylake-sp',
  106: 'ice-lake',
  108: 'ice-lake',
  143: 'golden-cove',
  151: 'golden-cove',
  154: 'golden-cove',
  183: 'golden-cove',
  207: 'golden-cove',
};

/** Arm's part numbers. */
const ARM: Readonly<Record<string, string>> = {
  '0xd0c': 'neoverse-n1',
  '0xd49': 'neoverse-n2',
  '0xd40': 'neoverse-v1',
  '0xd4f': 'neoverse-v2',
};

/** The geometry of the processor that /proc/cpuinfo describes; undefined where none is known for it. */
export function tlbOfCpuinfo(cpuinfo: string): string | undefined {
  const field = (name: string) => new RegExp(`^${name}\\s*: (.+)$`, 'm').exec(cpuinfo)?.[1];
  const model = Number(field('model'));
  switch (field('vendor_id')) {
    case 'GenuineIntel':
      return field('cpu family') === '6' ? INTEL[model] : undefined;
    case 'AuthenticAMD':
      return zen(Number(field('cpu family')), model);
  }
  const part = field('CPU part');
  if (part !== undefined) return ARM[part];
  return riscv(field('uarch') ?? '');
}

function zen(family: number, model: number): string | undefined {
  if (family === 0x17) return model >= 0x30 ? 'zen-2' : undefined;
  if (family === 0x1a) return 'zen-5';
  if (family !== 0x19) return undefined;
  const zen4 = [0x1, 0x6, 0x7, 0xa].includes(model >> 4);
  return zen4 ? 'zen-4' : 'zen-3';
}

function riscv(uarch: string): string | undefined {
  if (/u74/.test(uarch)) return 'sifive-u74';
  return /p550/.test(uarch) ? 'sifive-p550' : undefined;
}
