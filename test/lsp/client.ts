import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import {
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type Range,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** An editor: the client library of the protocol, and the server as a process of its own. */
export class Client {
  readonly connection: ProtocolConnection;
  readonly #server: ChildProcess;
  readonly #waiting = new Map<string, (diagnostics: readonly Diagnostic[]) => void>();

  constructor() {
    const args = ['--import', 'tsx', path.join(ROOT, 'src/cli/cli.ts'), 'lsp', '--stdio'];
    this.#server = spawn(process.execPath, args, { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] });
    this.connection = createProtocolConnection(
      new StreamMessageReader(this.#server.stdout!),
      new StreamMessageWriter(this.#server.stdin!),
    );
    this.connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, version, diagnostics }) => {
      this.#waiting.get(`${uri} ${version}`)?.(diagnostics);
      this.#waiting.delete(`${uri} ${version}`);
    });
    this.connection.listen();
  }

  /** The handshake. @param folder - of the workspace, as a URI. */
  async initialize(folder: string | null = null) {
    const workspaceFolders = folder === null ? null : [{ uri: folder, name: 'lab' }];
    const answer = await this.connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      rootUri: folder,
      capabilities: {},
      workspaceFolders,
    });
    await this.connection.sendNotification(InitializedNotification.type, {});
    return answer;
  }

  /** Opens a text and waits for its diagnostics. */
  open(uri: string, text: string): Promise<readonly Diagnostic[]> {
    const told = this.#diagnostics(uri, 1);
    const textDocument = { uri, languageId: 'policy-lab', version: 1, text };
    void this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    return told;
  }

  /** Makes one edit and waits for the diagnostics of the new text. */
  edit(uri: string, version: number, range: Range, text: string): Promise<readonly Diagnostic[]> {
    const told = this.#diagnostics(uri, version);
    void this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges: [{ range, text }],
    });
    return told;
  }

  /** Leaves as an editor does; resolves to the server's exit code. */
  async close(): Promise<number | null> {
    const ended = new Promise<number | null>((resolve) => this.#server.once('exit', resolve));
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
    const code = await ended;
    this.connection.dispose();
    return code;
  }

  #diagnostics(uri: string, version: number): Promise<readonly Diagnostic[]> {
    return new Promise((resolve) => this.#waiting.set(`${uri} ${version}`, resolve));
  }
}
