/** Returns a text in single quotes, as bash and zsh read it. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** Returns a text in single quotes, as fish reads it. */
export function fishQuoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`;
}

/** Returns the name of a program's completion function. */
export function functionName(program: string): string {
  return `_${program.replaceAll('-', '_')}`;
}
