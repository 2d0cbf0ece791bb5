const TOKEN =
  /[ \t\r\n]+|"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\],:]/y;

/** What may come next: a value, a value or `]`, a key, a key or `}`, `:`, or a comma or the end of what is open. */
type Wanted = 'value' | 'item' | 'key' | 'entry' | 'colon' | 'rest';

/**
 * The line, from 1, at which a text stops being JSON; engines say it in words of their own, or not at all.
 * @param text - what JSON.parse refused.
 */
export function jsonErrorLine(text: string): number {
  let wanted: Wanted = 'value';
  const open: string[] = [];
  let at = 0;
  for (TOKEN.lastIndex = 0; at < text.length; at = TOKEN.lastIndex) {
    const token = TOKEN.exec(text)?.[0];
    if (token === undefined) break;
    if (/^\s/.test(token)) continue;
    const next = after(token, wanted, open);
    if (next === undefined) break;
    wanted = next;
  }
  return text.slice(0, at).split('\n').length;
}

/** What is wanted behind a token, which may open or close something; undefined where the token cannot stand there. */
function after(token: string, wanted: Wanted, open: string[]): Wanted | undefined {
  const valueFits = wanted === 'value' || wanted === 'item';
  switch (token) {
    case '{':
    case '[':
      if (!valueFits) return undefined;
      open.push(token);
      return token === '{' ? 'entry' : 'item';
    case '}':
      return (wanted === 'entry' || wanted === 'rest') && open.pop() === '{' ? 'rest' : undefined;
    case ']':
      return (wanted === 'item' || wanted === 'rest') && open.pop() === '[' ? 'rest' : undefined;
    case ',':
      if (wanted !== 'rest' || open.length === 0) return undefined;
      return open.at(-1) === '{' ? 'key' : 'value';
    case ':':
      return wanted === 'colon' ? 'value' : undefined;
    default:
      if (valueFits) return 'rest';
      return token.startsWith('"') && (wanted === 'key' || wanted === 'entry') ? 'colon' : undefined;
  }
}
