import type { PciDevice } from '../import/pci.ts';
import type { RecordedDeviceSetup, RecordingSetup } from '../import/setup.ts';
import type { CheckedDevice, CheckedRegion, DriverFacts } from '../language/checked-scenario.ts';
import { TIB } from '../machine/bytes.ts';
import type { NamedDevice } from './what-if-sources.ts';

const SYSFS: DriverFacts = {
  populate: 'remap',
  vfio: false,
  startPfn: true,
  action: 'none',
  maxOrder: 'none',
  hook: 'none',
  pgoffShiftBytes: 0,
};
const VFIO: DriverFacts = { ...SYSFS, populate: 'fault', vfio: true, maxOrder: 'auto' };

/** The devices that a setup describes, by the path that the log has for them. */
export function setupDevices({ devices = {} }: RecordingSetup): NamedDevice[] {
  return Object.entries(devices).map(([key, told]) => ({ key, device: resourceDevice(key, told) }));
}

/** A BAR that is mapped through a file of its own: offset 0 is its first byte. */
export function resourceDevice(path: string, { phys, size, maxOrder }: RecordedDeviceSetup): CheckedDevice {
  const region = regionOf('resource', Number(BigInt(phys)), size, 0, false);
  return {
    name: path,
    driver: 'sysfs-pci',
    facts: { ...SYSFS, maxOrder: maxOrder ?? 'none' },
    regions: [region],
  };
}

/**
 * A PCI device behind a descriptor or a path of a log. A path that ends in `resourceN` is that BAR; anything else is a
 * VFIO device's descriptor, with every BAR at its index.
 */
export function pciDevice(key: string, pci: PciDevice): NamedDevice | undefined {
  const resource = /\/resource(\d)(?:_wc)?$/.exec(key)?.[1];
  if (resource === undefined) {
    const regions = pci.bars.map((bar) =>
      regionOf(`bar${bar.index}`, bar.physBytes, bar.sizeBytes, bar.index * TIB, bar.prefetchable),
    );
    return regions.length === 0
      ? undefined
      : { key, device: { name: pci.address, driver: 'vfio-pci', facts: VFIO, regions } };
  }
  const bar = pci.bars.find(({ index }) => index === Number(resource));
  if (!bar) return undefined;
  const region = regionOf(`bar${bar.index}`, bar.physBytes, bar.sizeBytes, 0, bar.prefetchable);
  return { key, device: { name: pci.address, driver: 'sysfs-pci', facts: SYSFS, regions: [region] } };
}

function regionOf(
  name: string,
  physBytes: number,
  sizeBytes: number,
  offsetBaseBytes: number,
  prefetchable: boolean,
): CheckedRegion {
  return { name, sizeBytes, ranges: [{ physBytes, sizeBytes }], offsetBaseBytes, prefetchable, holes: [] };
}
