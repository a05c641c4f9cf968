/** The command line is invalid; the message states what is valid. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Runs a parser of the command line, and throws its complaint as `UsageError` of one line. */
export function parsed<Words>(parse: () => Words): Words {
  try {
    return parse();
  } catch (error) {
    const [line = ''] = (error instanceof Error ? error.message : String(error)).split(/\n|\. To specify /, 1);
    throw new UsageError(line);
  }
}

/** Parses the integer value of an option. Throws `UsageError`. */
export function wholeNumber(name: string, text: string, min: number, max: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < min || number > max) {
    throw new UsageError(`--${name} must be an integer from ${min} to ${max}, not '${text}'`);
  }
  return number;
}
