import { readLspci } from '../import/pci.ts';
import { pciDevice } from '../replay/recorded-devices.ts';
import type { NamedDevice } from '../replay/what-if-sources.ts';
import { LabError } from './lab-error.ts';
import { wholeText } from './recording-files.ts';

/** Reads `--device FD_OR_PATH=BDF` with the BARs of `--lspci`. @throws LabError for what names nothing. */
export function logDevices(
  given: readonly string[],
  lspci: string | undefined,
  cwd: string,
): readonly NamedDevice[] {
  if (given.length === 0) return [];
  if (lspci === undefined)
    throw new LabError(
      'no-such-input',
      'a log has no physical addresses: --device needs the BARs',
      "save the output of 'lspci -vv' and name it with --lspci",
    );
  const { devices, problems } = readLspci(wholeText(lspci, cwd));
  if (devices.length === 0)
    throw new LabError(
      'unreadable-input',
      `'${lspci}' is no output of lspci -v${problems[0] ? `: line ${problems[0].line} is none of its lines` : ''}`,
      "run 'lspci -vv' on the machine of the log",
    );
  return given.map((text) => {
    const at = text.lastIndexOf('=');
    const key = text.slice(0, at);
    const address = text.slice(at + 1);
    const pci = devices.find(
      (device) =>
        device.address === address ||
        `0000:${device.address}` === address ||
        device.address === `0000:${address}`,
    );
    const named = at > 0 && pci ? pciDevice(key, pci) : undefined;
    if (named) return named;
    const known = devices.filter(({ bars }) => bars.length > 0).map((device) => device.address);
    throw new LabError(
      'no-such-input',
      at > 0 ? `'${lspci}' has no device ${address} with such a BAR` : `'--device ${text}' lacks a '='`,
      `write --device FD_OR_PATH=BDF; devices with memory BARs: ${known.join(', ')}`,
    );
  });
}
