import { type Document, isScalar, parse, Scalar, visit } from 'yaml';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable that a file names and that is not set, or cannot be read. */
export interface MissingVariable {
  readonly name: string;
  /** Where in the text its scalar begins. */
  readonly offset: number;
  /** It is set, to bytes that are not UTF-8: Node has put U+FFFD in their place. */
  readonly isUnreadable: boolean;
}

const replaced = '\ufffd';

/** `${NAME}` or `${NAME:-what to take when it is not set}`; `$${` stands for `${`. */
const reference = /\$(?:\$\{|\{(?<name>[A-Za-z_]\w*)(?::-(?<fallback>[^}]*))?\})/g;

/**
 * Puts environment variables into the values of a document. A value that is not in quotes is read again afterwards, so that
 * `port: ${PORT}` gives a number.
 */
export function fillIn(document: Document, environment: Environment): readonly MissingVariable[] {
  const missing: MissingVariable[] = [];
  visit(document, {
    Pair: (_, { value }) => {
      if (isScalar(value)) fillScalar(value, environment, missing);
    },
    Seq: (_, { items }) => {
      for (const item of items) if (isScalar(item)) fillScalar(item, environment, missing);
    },
  });
  return missing;
}

function fillScalar(scalar: Scalar, environment: Environment, missing: MissingVariable[]): void {
  const { value } = scalar;
  if (typeof value !== 'string' || !value.includes('${')) return;
  const filled = value.replaceAll(reference, (written, name?: string, fallback?: string) => {
    if (name === undefined) return '${';
    const found = environment[name] ?? fallback;
    const isUnreadable = found?.includes(replaced) === true;
    if (found === undefined || isUnreadable) missing.push({ name, offset: scalar.range?.[0] ?? 0, isUnreadable });
    return found ?? written;
  });
  scalar.value = scalar.type === Scalar.PLAIN ? readPlain(filled) : filled;
}

/** What YAML makes of the text; the text itself where that is not one simple value. */
function readPlain(text: string): unknown {
  try {
    const value: unknown = parse(text);
    return typeof value === 'object' ? text : value;
  } catch {
    return text;
  }
}
