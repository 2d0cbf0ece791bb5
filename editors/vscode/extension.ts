import { existsSync } from 'node:fs';
import path from 'node:path';
import { commands, type ExtensionContext, Uri, window, workspace } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/node';

/** Starts the language server, and carries out the lenses "run" and "explain" in a terminal. */
export async function activate({ subscriptions }: ExtensionContext): Promise<void> {
  const command = program();
  const client = new LanguageClient(
    'policy-lab',
    'policy-lab',
    { command, args: ['lsp', '--stdio'] },
    {
      documentSelector: [{ language: 'policy-lab' }],
      synchronize: { fileEvents: workspace.createFileSystemWatcher('**/*.{scn,maps}') },
    },
  );
  subscriptions.push(
    client,
    commands.registerCommand('policy-lab.run', (uri?: string) => inTerminal(command, ['run', fileOf(uri)])),
    commands.registerCommand('policy-lab.explain', (uri: string, scenario: string, mapping: string) =>
      inTerminal(command, ['explain', scenario, mapping, '--files', fileOf(uri)]),
    ),
  );
  await client.start();
}

/** The program as configured, else the workspace's own, else the one on the PATH. */
function program(): string {
  const configured = workspace.getConfiguration('policy-lab').get<string>('command') ?? '';
  const name = process.platform === 'win32' ? 'policy-lab.cmd' : 'policy-lab';
  const local = (workspace.workspaceFolders ?? []).map(({ uri }) =>
    path.join(uri.fsPath, 'node_modules/.bin', name),
  );
  return configured || (local.find((place) => existsSync(place)) ?? name);
}

function fileOf(uri: string | undefined): string {
  const place = uri === undefined ? window.activeTextEditor?.document.uri : Uri.parse(uri);
  return place === undefined ? 'scenarios' : workspace.asRelativePath(place);
}

function inTerminal(command: string, args: readonly string[]): void {
  const terminal =
    window.terminals.find(({ name }) => name === 'policy-lab') ?? window.createTerminal('policy-lab');
  terminal.show(true);
  terminal.sendText([command, ...args].map(quoted).join(' '));
}

/** An argument as a POSIX shell, and PowerShell, take it literally. */
function quoted(text: string): string {
  return /^[\w./:-]+$/.test(text)
    ? text
    : `'${text.replaceAll("'", process.platform === 'win32' ? "''" : "'\\''")}'`;
}
