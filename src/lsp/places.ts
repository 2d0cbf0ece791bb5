import {
  type Location,
  Position,
  Range,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { Span } from '../language/checked-scenario.ts';
import { linesOf, positionOf } from '../language/render/lines.ts';
import type { TextEdit as ServiceEdit } from '../language/services/rename.ts';
import { uriOf } from './uris.ts';

/** Turns spans of the language into ranges of the protocol: lines and UTF-16 columns from 0. */
export class Places {
  readonly #textOf: (file: string) => string;
  readonly #lines = new Map<string, ReturnType<typeof linesOf>>();

  /** @param textOf - the text of a file that spans point into. */
  constructor(textOf: (file: string) => string) {
    this.#textOf = textOf;
  }

  range({ file, start, end }: Span): Range {
    return Range.create(this.position(file, start), this.position(file, end));
  }

  position(file: string, offset: number): Position {
    let lines = this.#lines.get(file);
    if (!lines) {
      lines = linesOf(this.#textOf(file));
      this.#lines.set(file, lines);
    }
    const { line, column } = positionOf(lines, offset);
    return Position.create(line - 1, column - 1);
  }

  location(span: Span): Location {
    return { uri: uriOf(span.file), range: this.range(span) };
  }

  textEdit({ span, text }: ServiceEdit): TextEdit {
    return { range: this.range(span), newText: text };
  }

  workspaceEdit(edits: readonly ServiceEdit[]): WorkspaceEdit {
    const changes: Record<string, TextEdit[]> = {};
    for (const edit of edits) {
      const uri = uriOf(edit.span.file);
      changes[uri] = [...(changes[uri] ?? []), this.textEdit(edit)];
    }
    return { changes };
  }
}
