import { readFileSync } from 'node:fs';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

/** The text of each block in that language, in order. */
export function blocks(language: string): readonly string[] {
  return Array.from(readme.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm), ([, name, text = '']) => ({ name, text }))
    .filter(({ name }) => name === language)
    .map(({ text }) => text);
}

/** Every line that calls the program. */
export const examples: readonly string[] = blocks('sh')
  .flatMap((block) => block.split('\n'))
  .filter((line) => /^(?:.*\| )?sdmp /.test(line));

/** The words of each call of the program in a line of shell, without what the shell takes for itself. */
export function callsIn(line: string): readonly (readonly string[])[] {
  return line
    .split(' | ')
    .filter((command) => command.startsWith('sdmp '))
    .map((command) => {
      const words = command.replace(/ [<>] \S+| +#.*$/g, '').matchAll(/'([^']*)'|(\S+)/g);
      return Array.from(words, ([, quoted, plain = '']) => quoted ?? plain).slice(1);
    });
}
