import { GIB, KIB, TIB } from '../../machine/bytes.ts';
import type { DriverFacts } from '../checked-scenario.ts';

/** What a driver does and tells unless a device says otherwise, and where its regions lie in the offset space. */
export interface Driver {
  readonly facts: DriverFacts;
  /** The mmap offset of a region, in bytes. */
  readonly offsetBaseBytes: (region: RegionPlace) => number;
}

/** A region's place among those of its device. */
export interface RegionPlace {
  readonly bar: number | undefined;
  /** How many regions stand before it, and how many of them are no BARs. */
  readonly position: number;
  readonly namedBefore: number;
  /** Bytes of the regions before it. */
  readonly usedBytes: number;
}

const silent: DriverFacts = {
  populate: 'fault',
  vfio: false,
  startPfn: false,
  action: 'none',
  maxOrder: 'none',
  hook: 'none',
  pgoffShiftBytes: 0,
};
const remap: DriverFacts = { ...silent, populate: 'remap', startPfn: true, action: 'remap' };

const atZero = () => 0;
/** VFIO_PCI_OFFSET_SHIFT is 40 (kernel-facts 4.1); device-specific regions follow VFIO_PCI_NUM_REGIONS, 9. */
const byIndex = ({ bar, namedBefore }: RegionPlace) => (bar ?? 9 + namedBefore) * TIB;
/** DRM_FILE_PAGE_OFFSET_START: fake offsets begin above 4 GiB and follow one another. */
const drmCookie = ({ usedBytes }: RegionPlace) => 4 * GIB + usedBytes;
const rdmaCookie = ({ usedBytes }: RegionPlace) => usedBytes;
/** UIO counts its maps in pages. */
const byPage = ({ bar, position }: RegionPlace) => (bar ?? position) * 4 * KIB;

/** The drivers by name (design 4, "which driver tells what"). */
export const DRIVERS: Readonly<Record<string, Driver>> = {
  'vfio-pci': {
    facts: { ...silent, vfio: true, startPfn: true, maxOrder: 'auto' },
    offsetBaseBytes: byIndex,
  },
  'vfio-mdev': { facts: { ...silent, vfio: true }, offsetBaseBytes: byIndex },
  'vfio-platform': { facts: { ...silent, vfio: true }, offsetBaseBytes: byIndex },
  'remap-at-mmap': { facts: remap, offsetBaseBytes: atZero },
  'io-remap': { facts: { ...remap, action: 'io-remap' }, offsetBaseBytes: atZero },
  'simple-ioremap': { facts: { ...remap, action: 'simple-ioremap' }, offsetBaseBytes: atZero },
  'sysfs-pci': { facts: { ...silent, populate: 'remap' }, offsetBaseBytes: atZero },
  dmabuf: { facts: { ...silent, startPfn: true }, offsetBaseBytes: atZero },
  drm: { facts: silent, offsetBaseBytes: drmCookie },
  rdma: { facts: { ...silent, populate: 'remap' }, offsetBaseBytes: rdmaCookie },
  uio: { facts: remap, offsetBaseBytes: byPage },
  'kernel-pages': {
    facts: { ...silent, populate: 'remap', action: 'kernel-pages' },
    offsetBaseBytes: atZero,
  },
};
