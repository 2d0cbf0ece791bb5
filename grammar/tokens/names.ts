import { createToken, Lexer } from 'chevrotain';

/** Any word that may serve as a name: identifiers and the words that have a meaning only inside a block. */
export const Name = createToken({ name: 'Name', pattern: Lexer.NA, label: 'a name' });

/** Any word at all: where nothing but a word can stand, the language's own words serve as well (`anon=off`). */
export const AnyWord = createToken({ name: 'AnyWord', pattern: Lexer.NA, label: 'a name' });

/** A name: letters, digits, `_`, and `-` between them (`vfio-pci`, `golden-cove`). */
export const Identifier = createToken({
  name: 'Identifier',
  pattern: /[A-Za-z_]\w*(?:-\w+)*/,
  categories: [Name, AnyWord],
  label: 'a name',
});

/** A sweep, `let` or loop variable where it is used. No `-` inside, so that `$size-4K` is a subtraction. */
export const Variable = createToken({ name: 'Variable', pattern: /\$[A-Za-z_]\w*/, label: 'a variable' });

/** A `$` without a name behind it. */
export const BareDollar = createToken({ name: 'BareDollar', pattern: /\$/, label: "'$'" });
