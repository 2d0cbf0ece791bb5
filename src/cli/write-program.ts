import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compiledCodeFile, compiledProgram, programText } from './compiled-program.ts';
import type { program } from './program.ts';

const SCENARIO = `language 1
device gpu { driver vfio-pci bar 2 { phys 0x2000_0000_0000 size 2G } }
scenario "one" { occupancy { 0x7000_0000_0000 +64K anon } bar2 = mmap gpu.bar2 expect faults(bar2) > 0 }
`;

// Writes the built program as a function, and runs it once on a small scenario, unseen: what that compiles is what most
// commands need.
const file = fileURLToPath(new URL('../../dist/program.cjs', import.meta.url));
writeFileSync(file, programText(readFileSync(file, 'utf8')));
const folder = mkdtempSync(path.join(tmpdir(), 'policy-lab-build-'));
try {
  const { exports, script } = compiledProgram(file, (name) => import(name));
  const scenario = path.join(folder, 'one.scn');
  writeFileSync(scenario, SCENARIO);
  process.stdout.write = () => true;
  process.stderr.write = () => true;
  const { program: run } = exports as { program: typeof program };
  await run(['run', scenario, '--out', path.join(folder, 'results')]);
  writeFileSync(compiledCodeFile(file), script.createCachedData());
} finally {
  rmSync(folder, { recursive: true });
}
