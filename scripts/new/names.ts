import { UsageError } from '../usage.ts';

/** Checks a name in kebab case, such as `dead-letters`. Throws `UsageError`. */
export function kebabName(text: string | undefined): string {
  if (text !== undefined && /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(text)) return text;
  throw new UsageError(
    `a name is of small letters, digits and -, such as dead-letters${text === undefined ? '' : `, not '${text}'`}`,
  );
}

/** `dead-letters` as `deadLetters`. */
export function camelCase(kebab: string): string {
  return kebab.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** `dead-letters` as `DeadLetters`. */
export function pascalCase(kebab: string): string {
  return camelCase(`-${kebab}`);
}

/** Text as a literal of TypeScript. */
export function literal(text: string): string {
  return `'${text.replaceAll(/[\\']/g, String.raw`\$&`)}'`;
}

/** Checks a summary: one line. Throws `UsageError`. */
export function summaryOf(text: string | undefined): string {
  if (text !== undefined && /^[^\n]{3,80}$/.test(text)) return text;
  throw new UsageError('a summary is one line of 3 to 80 characters');
}

/** A changeset, whose text is for users. */
export function changeset(packages: readonly string[], text: string): string {
  return `---\n${packages.map((name) => `'${name}': minor\n`).join('')}---\n\n${text}\n`;
}
