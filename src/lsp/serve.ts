import type { Readable, Writable } from 'node:stream';
import {
  createConnection,
  type InitializeResult,
  ProposedFeatures,
  ResponseError,
  type TextDocumentPositionParams,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { renameAt, renameSpan } from '../language/services/rename.ts';
import { TOKEN_KINDS } from '../language/services/semantic-tokens.ts';
import * as answers from './answers.ts';
import { codeActions, protocolDiagnostics } from './diagnostics.ts';
import { type Checked, Workspace } from './workspace.ts';

/** The code of a request that cannot be done as asked. */
const REQUEST_FAILED = -32803;

const CAPABILITIES: InitializeResult['capabilities'] = {
  textDocumentSync: TextDocumentSyncKind.Incremental,
  completionProvider: { triggerCharacters: ['.', '$', '(', ' '] },
  hoverProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  renameProvider: { prepareProvider: true },
  documentSymbolProvider: true,
  workspaceSymbolProvider: true,
  foldingRangeProvider: true,
  documentFormattingProvider: true,
  inlayHintProvider: true,
  codeLensProvider: {},
  codeActionProvider: { codeActionKinds: ['quickfix'] },
  semanticTokensProvider: { full: true, legend: { tokenTypes: [...TOKEN_KINDS], tokenModifiers: [] } },
};

/**
 * Serves the language server protocol until the client leaves.
 * @param version - of the program, for the client's log.
 */
export function serve(input: Readable, output: Writable, version: string): Promise<void> {
  const connection = createConnection(ProposedFeatures.all, input, output);
  const texts = new TextDocuments(TextDocument);
  const workspace = new Workspace(() => texts.all());

  /** An answer about an open document; nothing where it is not open. */
  const about = <T, P extends { readonly textDocument: { readonly uri: string } }>(
    answer: (checked: Checked, text: TextDocument, params: P) => T,
  ) => {
    return (params: P): T | null => {
      const text = texts.get(params.textDocument.uri);
      return text ? answer(workspace.checked(text), text, params) : null;
    };
  };

  /** An answer about a place of an open document. */
  const at = <T>(answer: (checked: Checked, offset: number) => T) =>
    about((checked, text, { position }: TextDocumentPositionParams) =>
      answer(checked, text.offsetAt(position)),
    );

  connection.onInitialize(({ workspaceFolders, rootUri }) => {
    workspace.setFolders(workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []));
    return { capabilities: CAPABILITIES, serverInfo: { name: 'policy-lab', version } };
  });

  texts.onDidChangeContent(() => {
    workspace.changed();
    for (const text of texts.all()) {
      const diagnostics = protocolDiagnostics(workspace.checked(text));
      void connection.sendDiagnostics({ uri: text.uri, version: text.version, diagnostics });
    }
  });
  texts.onDidClose(({ document }) => {
    workspace.changed();
    void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });
  connection.onDidChangeWatchedFiles(() => workspace.changed());

  connection.onCompletion(at(answers.completionList));
  connection.onHover(at(answers.hover));
  connection.onDefinition(at(answers.definition));
  connection.onReferences(
    at((checked, offset) => answers.references(checked, offset, workspace.documents())),
  );
  connection.onPrepareRename(
    at(({ document, places }, offset) => {
      const span = renameSpan(document, offset);
      return span ? places.range(span) : null;
    }),
  );
  connection.onRenameRequest(
    about((checked, text, { position, newName }) =>
      rename(checked, text.offsetAt(position), newName, workspace),
    ),
  );
  connection.onDocumentSymbol(about(answers.outline));
  connection.onWorkspaceSymbol(({ query }) =>
    answers.symbols(workspace.documents(), query, workspace.places()),
  );
  connection.onFoldingRanges(about(answers.foldingRanges));
  connection.onDocumentFormatting(
    about((checked, text) => answers.formatting(text.uri, text.getText(), checked)),
  );
  connection.languages.inlayHint.on(
    about((checked, text, { range }) =>
      answers.hints(checked, text.offsetAt(range.start), text.offsetAt(range.end)),
    ),
  );
  connection.onCodeLens(about((checked, text) => answers.lenses(checked, text.uri)));
  connection.onCodeAction(about((checked, _, { range }) => codeActions(checked, range)));
  connection.languages.semanticTokens.on((params) => {
    const text = texts.get(params.textDocument.uri);
    return text ? answers.colours(workspace.checked(text)) : { data: [] };
  });

  texts.listen(connection);
  connection.listen();
  return new Promise((resolve) => input.once('end', resolve));
}

/** Edits in every file of the workspace that uses the name. */
function rename({ document }: Checked, offset: number, to: string, workspace: Workspace) {
  const renamed = renameAt(document, offset, to);
  if ('reason' in renamed) throw new ResponseError(REQUEST_FAILED, renamed.reason);
  const others = workspace.documents();
  const shape = renamed.edits[0]!;
  const own = new Set(renamed.edits.map(({ span }) => `${span.file} ${span.start}`));
  const rest = answers
    .usesEverywhere(document, offset, others)
    .map((span) => ({ span, text: shape.text }))
    .filter(({ span }) => !own.has(`${span.file} ${span.start}`) && span.file !== document.file);
  return workspace.places().workspaceEdit([...renamed.edits, ...rest]);
}
