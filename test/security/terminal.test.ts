import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { terminalText } from '../../src/cli/terminal-text.ts';
import { temporaryFolder } from '../lab/temporary-folder.ts';

const ESC = '\u001b';

it.each([
  [`${ESC}]0;title\u0007`, '\\u{001B}]0;title\\u{0007}'],
  [`${ESC}[2J`, '\\u{001B}[2J'],
  ['\u009b31m', '\\u{009B}31m'],
  ['a\rb', 'a\\u{000D}b'],
  ['left \u202e right', 'left \\u{202E} right'],
  [`${ESC}P+q544e${ESC}\\`, '\\u{001B}P+q544e\\u{001B}\\'],
])('%j reaches no terminal', (text, shown) => expect(terminalText(text)).toBe(shown));

it.each([`${ESC}[31mred${ESC}[0m\n`, `\r${ESC}[K[###---] 50%`, 'a\tb\r\n', '漢字 → é\n'])(
  '%j goes through',
  (text) => expect(terminalText(text)).toBe(text),
);

const script = spawnSync('script', ['--version']).status === 0;

it.skipIf(!script)('a file whose name steers a terminal is shown as its numbers on a real one', () => {
  const name = `a${ESC}]0;owned\u0007.scn`;
  const cwd = temporaryFolder({ [name]: 'language 1\nscenario "s"   { mmap anon of 4K }\n' });
  const cli = fileURLToPath(new URL('../../src/cli/cli.ts', import.meta.url));
  const loader = fileURLToPath(import.meta.resolve('tsx'));
  const command = `'${process.execPath}' --import '${loader}' '${cli}' fmt .`;
  const { stdout } = spawnSync('script', ['-qec', command, '/dev/null'], { cwd, encoding: 'utf8' });
  expect(stdout).toContain('a\\u{001B}]0;owned\\u{0007}.scn');
  expect(stdout).not.toContain(`${ESC}]0;`);
});
