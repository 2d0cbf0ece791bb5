import type { RecordingSetup } from '../import/setup.ts';
import type { PolicyRun } from '../policies/policy-run.ts';
import { setupDevices } from './recorded-devices.ts';
import type { PlaceFor } from './recorded-memory.ts';
import { deviceFacts, NO_FACTS } from './source-facts.ts';
import type { NamedDevice } from './what-if-sources.ts';

/** Places a recording's calls by a policy, with the devices that its setup or its user names. */
export function placesByPolicy(
  run: PolicyRun,
  setup: RecordingSetup,
  more: readonly NamedDevice[] = [],
): PlaceFor {
  const devices = new Map([...setupDevices(setup), ...more].map(({ key, device }) => [key, device]));
  return (backing) => (mm, request) => {
    const page = mm.machine.pageBytes;
    const device = backing && (devices.get(backing.label) ?? devices.get(backing.descriptor ?? ''));
    const offset = request.pgoff * page;
    const region = device?.regions.find(
      ({ offsetBaseBytes, sizeBytes }) => offset >= offsetBaseBytes && offset < offsetBaseBytes + sizeBytes,
    );
    const anonymous = !request.hasFile || backing?.label === '/dev/zero';
    const kind =
      device || backing?.special ? 'device' : anonymous ? (request.shared ? 'anon-shared' : 'anon') : 'file';
    const within = offset - (region?.offsetBaseBytes ?? 0);
    const facts =
      device && region
        ? deviceFacts(mm.machine, device, region, within, request.lengthPages * page)
        : NO_FACTS;
    return run.place(mm, request, { kind, vfio: device?.facts.vfio ?? false }, facts);
  };
}
