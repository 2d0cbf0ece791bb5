import { sizeText } from '../machine/bytes.ts';
import type { PciBar, PciDevice } from './pci.ts';
import { addressText, commentText, quoted, ScenarioNames } from './scenario-text.ts';

/** The base page: smaller BARs cannot be mapped by themselves. */
const PAGE = 4096;

/** Devices with their BARs, and for each a scenario that maps them whole. */
export function scenarioFromPci(devices: readonly PciDevice[], file: string): string {
  const names = new ScenarioNames();
  const mappable = devices.filter(({ bars }) => bars.some(({ sizeBytes }) => sizeBytes >= PAGE));
  const blocks = mappable.map((device) => deviceText(device, names.name(`pci-${device.address}`)));
  const without = devices.length - mappable.length;
  return [
    `# The PCI devices of ${commentText(file)}; ${without} more have no memory BAR of a page or more.`,
    'language 1',
    '',
    'machine here { arch x86_64  kernel 6.18  stack_limit 8M  aslr off }',
    ...blocks,
    '',
  ].join('\n');
}

function deviceText(device: PciDevice, name: string): string {
  const { address, name: title, driver, bars } = device;
  const whole = bars.filter(({ sizeBytes }) => sizeBytes >= PAGE);
  const small = bars.filter(({ sizeBytes }) => sizeBytes < PAGE);
  const inUse = driver === '' ? '' : `   # in use when listed: ${commentText(driver)}`;
  return [
    '',
    `# ${commentText(`${address} ${title}`)}`,
    `device ${name} {`,
    `  driver vfio-pci${inUse}`,
    ...whole.map((bar) => barText(bar, device)),
    ...small.map(({ index }) => `  # bar ${index} is smaller than a page`),
    '}',
    `scenario ${quoted(`${address}, every BAR mapped whole`)} on here {`,
    ...whole.map(({ index }) => `  ${name}-bar${index} = mmap ${name}.bar${index}`),
    '}',
  ].join('\n');
}

function barText({ index, physBytes, sizeBytes, prefetchable }: PciBar, { msix }: PciDevice): string {
  const parts = [`phys ${addressText(physBytes)}`, `size ${sizeText(sizeBytes)}`];
  if (prefetchable) parts.push('prefetchable');
  if (msix?.bar === index && msix.offset < sizeBytes) {
    const from = Math.floor(msix.offset / PAGE) * PAGE;
    const length = Math.ceil((msix.offset + msix.length) / PAGE) * PAGE - from;
    if (from + length <= sizeBytes && length < sizeBytes)
      parts.push(`hole ${addressText(from)} +${sizeText(length)} "MSI-X table"`);
  }
  return `  bar ${index} { ${parts.join('  ')} }`;
}
