import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Begins a measurement of this process's peak memory; the answer is in bytes. Linux can forget an earlier peak; where
 * that cannot be, the answer is the peak since the process began.
 */
export function measurePeakMemory(): () => number {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    return () => process.resourceUsage().maxRSS * 1024;
  }
  return () => {
    const kibibytes = /^VmHWM:\s*(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    return Number(kibibytes) * 1024;
  };
}
