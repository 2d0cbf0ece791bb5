import { createToken, type TokenType } from 'chevrotain';
import { AnyWord, Identifier, Name } from './names.ts';

/**
 * A word of the language that is never a name: it begins a statement or a clause.
 * @param text - the word as it is written; the token's name is the same in PascalCase.
 */
export function reserved(text: string): TokenType {
  return createToken({
    name: pascal(text),
    pattern: text,
    longer_alt: Identifier,
    categories: [AnyWord],
    label: `'${text}'`,
  });
}

/** A word with a meaning only inside its block: elsewhere it is a name like any other. */
export function soft(text: string): TokenType {
  return createToken({
    name: pascal(text),
    pattern: text,
    longer_alt: Identifier,
    categories: [Name, AnyWord],
    label: `'${text}'`,
  });
}

function pascal(text: string): string {
  return text.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
