import type { Report } from '../diagnostic.ts';
import type { SourceNode } from '../statement-ast.ts';
import type { Declared } from './declared.ts';
import { suggestion } from './nearest.ts';

/** Checks `gpu.bar2` or `model` against the devices and files in sight, and marks them as used. */
export function checkSourceName(
  { name, region, span }: Extract<SourceNode, { kind: 'named' }>,
  areas: boolean,
  { devices, files }: Declared,
  report: Report,
): undefined {
  const device = devices.get(name.text);
  const file = files.get(name.text);
  if (file) {
    file.used = true;
    if (region) report('PL2026', span, { name: name.text });
    else if (areas) report('PL3027', span, {});
    return;
  }
  if (!device) {
    const known = [...devices.keys(), ...files.keys()];
    const otherwise = `declare it: 'device ${name.text} { … }' or 'file ${name.text} { … }'`;
    report('PL2002', name.span, { name: name.text, hint: suggestion(name.text, known, otherwise) });
    return;
  }
  device.used = true;
  const regions = device.node.regions.map((one) => one.name.text);
  if (!region) {
    const hint = `write '${name.text}.${regions[0] ?? 'bar0'}'`;
    return report('PL2025', name.span, { name: name.text, hint });
  }
  if (!regions.includes(region.text)) {
    const hint = suggestion(region.text, regions, 'it has none');
    report('PL2003', region.span, { device: name.text, name: region.text, hint });
  }
}
