import type { RecordingSetup } from '../import/setup.ts';
import type { CheckedDevice, CheckedRegion } from '../language/checked-scenario.ts';
import type { PolicyRun } from '../policies/policy-run.ts';
import type { PlaceFor } from './recorded.ts';
import { deviceFacts, mappingOf, NO_FACTS } from './source-facts.ts';

/** Places a recording's calls by a policy, with the devices that its setup names. */
export function placesByPolicy(run: PolicyRun, setup: RecordingSetup): PlaceFor {
  const devices = new Map(
    Object.entries(setup.devices ?? {}).map(([path, told]) => [path, recordedDevice(path, told)]),
  );
  return (backing) => (mm, request) => {
    const device = backing && devices.get(backing.label);
    const page = mm.machine.pageBytes;
    const anonymous = !request.hasFile || backing?.label === '/dev/zero';
    const kind =
      device || backing?.special ? 'device' : anonymous ? (request.shared ? 'anon-shared' : 'anon') : 'file';
    const facts = device
      ? deviceFacts(mm.machine, device, device.regions[0]!, request.pgoff * page, request.lengthPages * page)
      : NO_FACTS;
    return run.place(mm, request, mappingOf(request, kind, false, page), facts);
  };
}

type RecordedDevice = NonNullable<RecordingSetup['devices']>[string];

function recordedDevice(path: string, { phys, size, maxOrder }: RecordedDevice): CheckedDevice {
  const region: CheckedRegion = {
    name: 'resource',
    sizeBytes: size,
    ranges: [{ physBytes: Number(BigInt(phys)), sizeBytes: size }],
    offsetBaseBytes: 0,
    prefetchable: false,
    holes: [],
  };
  return {
    name: path,
    driver: 'sysfs-pci',
    facts: {
      populate: 'remap',
      vfio: false,
      startPfn: true,
      action: 'none',
      maxOrder: maxOrder ?? 'none',
      hook: 'none',
      pgoffShiftBytes: 0,
    },
    regions: [region],
  };
}
