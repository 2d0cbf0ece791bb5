import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runCli } from '../../cli/run-cli.ts';

const TEXT = `language 1
device gpu { driver vfio-pci  bar 2 { phys 0x2000_0000_0000  size 2G  prefetchable } }
# From a mail of 16 June 2026.
scenario "2 GiB BAR" { bar2 = mmap gpu.bar2 }
scenario "swept" { sweep size in 64M, 1G  bar2 = mmap gpu.bar2 length $size }
scenario "drawn" {
  seeds 1..3
  occupancy { scatter 20 anon of lognormal(64K, 4M) between 0x7ff0_0000_0000 and 0x7fff_0000_0000 }
  bar2 = mmap gpu.bar2
}
`;

/** A folder with a run of three scenarios and its report. */
export class ReportFolder {
  readonly path = mkdtempSync(path.join(os.tmpdir(), 'policy-lab-report-'));
  html = '';

  static async make(): Promise<ReportFolder> {
    const folder = new ReportFolder();
    writeFileSync(path.join(folder.path, 'gpu.scn'), TEXT);
    await runCli(folder.path, ['run', 'gpu.scn', '--quiet']);
    const { code, err } = await runCli(folder.path, ['report']);
    if (code !== 0) throw new Error(err);
    folder.html = readFileSync(path.join(folder.path, 'report.html'), 'utf8');
    return folder;
  }

  remove(): void {
    rmSync(this.path, { recursive: true });
  }
}
