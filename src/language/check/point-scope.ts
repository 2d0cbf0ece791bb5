import { alignDown, alignUp, hex, residue, sizeText } from '../../machine/bytes.ts';
import type { Machine } from '../../machine/machine.ts';
import type { CheckedDevice, CheckedFile, Span } from '../checked-scenario.ts';
import type { Scope } from './calculate.ts';

/** Everything that a statement's values can be held against at one sweep point. */
export interface PointScope extends Scope {
  readonly machine: Machine;
  readonly machineName: string;
  readonly devices: ReadonlyMap<string, CheckedDevice>;
  readonly files: ReadonlyMap<string, CheckedFile>;
  /** How many loops with a variable stand around the statement. */
  readonly loops?: number;
}

/** Reports an address outside user space; `false` when it was. @param endBytes - exclusive end, for ranges. */
export function reportOutside(
  code: 'PL3006' | 'PL3032',
  span: Span,
  address: number,
  endBytes: number,
  { machine, machineName, report }: PointScope,
): boolean {
  if (address >= machine.mmapMinAddrBytes && endBytes <= machine.taskSizeBytes) return true;
  report(code, span, {
    address: hex(address >= machine.mmapMinAddrBytes && address < machine.taskSizeBytes ? endBytes : address),
    machine: machineName,
    from: hex(machine.mmapMinAddrBytes),
    to: hex(machine.taskSizeBytes),
  });
  return false;
}

/** Reports a value that is no multiple of the machine's page. */
export function reportUnalignedValue(
  code: 'PL3003' | 'PL3007' | 'PL3021',
  span: Span,
  value: number,
  { machine, report }: PointScope,
): void {
  const page = machine.pageBytes;
  if (residue(value, page) === 0) return;
  const mend = `${hex(alignDown(value, page))} or ${hex(alignUp(value, page))}`;
  const common = { page: sizeText(page), mend };
  if (code === 'PL3003') report(code, span, { offset: hex(value), ...common });
  else report(code, span, { address: hex(value), ...common });
}
