/** Names that a scenario must not be able to do anything with. */
export const HOSTILE: readonly string[] = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</style></title></svg><b>',
  '&lt;not an entity&gt; & <!-- ]]>',
  '=HYPERLINK("http://evil/","x")',
  '+1+cmd|/C calc',
  '-2+3',
  '@SUM(A1)',
  '\\input{/etc/passwd} $x^2$ 50% #1 a_b {c} ~',
  'javascript:alert(1)',
  '${alert(1)} {{x}}',
];

/** Characters that turn or hide text: right-to-left override, zero-width space, byte-order mark. */
export const INVISIBLE = ['\u202e', '\u2066', '\u200f', '\u200b', '\ufeff'];
