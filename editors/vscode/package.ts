import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { zipSync } from 'fflate';
import { build } from 'tsdown';

/**
 * `npm run package:vscode`: builds dist/policy-lab.vsix from source. A .vsix is a zip of the extension's folder with
 * two descriptions of it; manifest.json becomes its package.json. The same sources give the same bytes.
 */
const here = import.meta.dirname;
const root = path.resolve(here, '../..');
const target = path.join(root, 'dist/policy-lab.vsix');

const read = (...parts: readonly string[]) => new Uint8Array(readFileSync(path.join(...parts)));
const manifest: {
  name: string;
  publisher: string;
  version: string;
  displayName: string;
  description: string;
  engines: { vscode: string };
} = JSON.parse(readFileSync(path.join(here, 'manifest.json'), 'utf8'));

const files: Record<string, Uint8Array> = {
  '[Content_Types].xml': bytes(contentTypes()),
  'extension.vsixmanifest': bytes(vsixManifest()),
  'extension/package.json': read(here, 'manifest.json'),
  'extension/README.md': read(here, 'README.md'),
  'extension/LICENSE': read(root, 'LICENSE'),
  'extension/language-configuration.json': read(here, 'language-configuration.json'),
  'extension/policy-lab.tmLanguage.json': read(root, 'grammar/generated/policy-lab.tmLanguage.json'),
  'extension/extension.js': await bundled(),
};
mkdirSync(path.dirname(target), { recursive: true });
// Zip knows no time before 1980; one that never changes keeps the bytes the same.
writeFileSync(target, zipSync(files, { mtime: new Date(1980, 0, 1), level: 9 }));
process.stdout.write(`${path.relative(process.cwd(), target)}\n`);

/** The extension and the client library in one CommonJS file, as editors load it. */
async function bundled(): Promise<Uint8Array> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'policy-lab-vscode-'));
  try {
    await build({
      entry: { extension: path.join(here, 'extension.ts') },
      format: 'cjs',
      platform: 'node',
      target: 'node20',
      outDir: folder,
      fixedExtension: false,
      outExtensions: () => ({ js: '.js' }),
      dts: false,
      minify: true,
      config: false,
      logLevel: 'error',
      deps: { neverBundle: ['vscode'], alwaysBundle: [/^vscode-/], onlyBundle: false },
    });
    return read(folder, 'extension.js');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function contentTypes(): string {
  const types = [
    ['.json', 'application/json'],
    ['.js', 'application/javascript'],
    ['.md', 'text/markdown'],
    ['.vsixmanifest', 'text/xml'],
  ];
  const defaults = types.map(
    ([extension, type]) => `<Default Extension="${extension}" ContentType="${type}"/>`,
  );
  const licence = '<Override PartName="/extension/LICENSE" ContentType="text/plain"/>';
  return `<?xml version="1.0" encoding="utf-8"?>\n<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${defaults.join('')}${licence}</Types>\n`;
}

function vsixManifest(): string {
  const { name, publisher, version, displayName, description, engines } = manifest;
  return `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity Language="en-US" Id="${name}" Version="${version}" Publisher="${publisher}"/>
    <DisplayName>${displayName}</DisplayName>
    <Description xml:space="preserve">${description}</Description>
    <Categories>Programming Languages,Formatters</Categories>
    <Properties>
      <Property Id="Microsoft.VisualStudio.Code.Engine" Value="${engines.vscode}"/>
    </Properties>
    <License>extension/LICENSE</License>
  </Metadata>
  <Installation>
    <InstallationTarget Id="Microsoft.VisualStudio.Code"/>
  </Installation>
  <Dependencies/>
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/README.md" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.License" Path="extension/LICENSE" Addressable="true"/>
  </Assets>
</PackageManifest>
`;
}
