import type { Outcome } from '@sdmp/outcomes';

/** Most characters of a receiver's answer that are kept. */
const mostCharacters = 300;
/** Most characters of a cause, which dead letters are grouped by. */
const mostOfCause = 200;
const dot = '•';
/** Digits of a number that stay readable, as where a telephone number is masked elsewhere. */
const shownDigits = 3;
/** What may be a telephone number: five digits and more, with what is written between them. */
const numbers = /\d(?:[\s().-]{0,2}\d){4,}/gu;
/** Words with a digit differ from outcome to outcome: sessions, ids, times. */
const wordsWithDigits = /[\w•-]*[\d•][\w•-]*/gu;

function maskNumber(number: string): string {
  let hidden = number.replaceAll(/\D/gu, '').length - shownDigits;
  return number.replaceAll(/\d/gu, (digit) => (hidden-- > 0 ? dot : digit));
}

/** Returns the values of an outcome that are personal, as they may stand in an answer. */
function personalValues({ data, telephoneNumber }: Outcome): string[] {
  const values = [data, telephoneNumber].filter((value) => value !== undefined && value !== '');
  return values.flatMap((value) => [String(value), JSON.stringify(String(value)).slice(1, -1)]);
}

function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

/**
 * Returns a receiver's answer as it may be kept: a line of 300 characters at most, without markup, with the numbers in it and
 * the data of the outcomes masked. Undefined when it says nothing.
 */
export function keptAnswer(answer: string | undefined, outcomes: readonly Outcome[]): string | undefined {
  if (answer === undefined) return undefined;
  const hidden = outcomes
    .flatMap(personalValues)
    .reduce((text, value) => text.replaceAll(value, dot.repeat(3)), answer);
  const plain = hidden.trimStart().startsWith('<') ? hidden.replaceAll(/<[^>]*>/gu, ' ') : hidden;
  const line = plain.replaceAll(/[\s\p{C}]+/gu, ' ').trim();
  return line === '' ? undefined : shortened(line.replaceAll(numbers, maskNumber), mostCharacters);
}

/** Returns what dead letters of the same kind have in common: the reason, and the answer without what differs in each. */
export function refusalCause(reason: string, answer: string | undefined): string {
  if (answer === undefined) return shortened(reason, mostOfCause);
  return shortened(`${reason}: ${answer.replaceAll(wordsWithDigits, '…')}`, mostOfCause);
}
