/** The command line is wrong; the message says how it is right. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Reads the value of an option. Throws `UsageError`. */
export function wholeNumber(name: string, text: string, min: number, max: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < min || number > max) {
    throw new UsageError(`--${name} must be a whole number from ${min} to ${max}, not '${text}'`);
  }
  return number;
}
