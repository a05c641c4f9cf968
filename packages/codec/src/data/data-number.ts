const decimalForm = /^-?\d+(?:\.\d*)?$/;

/** Returns a field's text as a number, or undefined. Digits beyond the precision of a number are lost. */
export function dataNumber(value: string): number | undefined {
  if (!decimalForm.test(value)) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}
