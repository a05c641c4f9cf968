import { InvalidArgumentError } from 'commander';

/** A reader of a command line's words that says what is right where `read` gives nothing. */
export function argument<Value>(read: (text: string) => Value | undefined, right: string): (text: string) => Value {
  return (text) => {
    const value = read(text);
    if (value === undefined) throw new InvalidArgumentError(right);
    return value;
  };
}
