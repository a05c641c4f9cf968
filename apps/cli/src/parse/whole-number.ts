import { InvalidArgumentError } from 'commander';

/** A reader of whole numbers from `min` to `max`. */
export function wholeNumberBetween(min: number, max: number = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number < min || number > max) {
      const limit = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
      throw new InvalidArgumentError(`It must be a whole number ${limit}.`);
    }
    return number;
  };
}
