import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

const root = fileURLToPath(new URL('../../../..', import.meta.url));

/** The text of each block in that language, in order. */
export function blocks(language: string, document = readme): readonly string[] {
  return Array.from(document.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm), ([, name, text = '']) => ({ name, text }))
    .filter(({ name }) => name === language)
    .map(({ text }) => text);
}

function callingLines(shell: readonly string[]): readonly string[] {
  // A line that ends with a backslash goes on in the next one.
  const lines = shell.flatMap((block) => block.replaceAll(/ *\\\n */g, ' ').split('\n'));
  return lines.filter((line) => /^(?:.*\| )?sdmp /.test(line));
}

/** Every line that calls the program. */
export const examples: readonly string[] = callingLines(blocks('sh'));

/** The same of all other documents. */
export const examplesElsewhere: readonly string[] = globSync(
  [
    'README.md',
    'docs/**/*.md',
    'apps/bridge/README.md',
    'packages/*/README.md',
    'packages/*/docs/*.md',
    'examples/*/README.md',
  ],
  { cwd: root },
).flatMap((name) => callingLines(blocks('sh', readFileSync(join(root, name), 'utf8'))));

/** The words of each call of the program in a line of shell, without what the shell takes for itself. */
export function callsIn(line: string): readonly (readonly string[])[] {
  return line
    .split(' | ')
    .filter((command) => command.startsWith('sdmp '))
    .map((command) => {
      const words = command.replace(/ [<>] \S+| +#.*$| +&$/g, '').matchAll(/'([^']*)'|(\S+)/g);
      return Array.from(words, ([, quoted, plain = '']) => quoted ?? plain).slice(1);
    });
}
