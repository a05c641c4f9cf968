import type { CodeAndValue, OutcomeJson } from '@sdmp/outcomes';

const dot = '•';
/** What of a telephone number stays readable. */
const shownDigits = 3;
const hidden = dot.repeat(3);

/** A telephone number but for its end; nothing of a short one. */
export function maskTelephone(number: string): string {
  const shown = number.length > shownDigits ? number.slice(-shownDigits) : '';
  return dot.repeat(number.length - shown.length) + shown;
}

/** A persist token but for its end; nothing of a short one. */
export function maskToken(token: string): string {
  const shown = token.length > 8 ? token.slice(-4) : '';
  return dot.repeat(4) + shown;
}

/** Whether there is something, and nothing of it. */
export function maskText(text: string): string {
  return text === '' ? '' : hidden;
}

/** An outcome without what is personal: the telephone number but for its end, the data, and unknown parameters. */
export function maskOutcome<Json extends OutcomeJson>(json: Json): Json {
  const { telephoneNumber, data, other } = json;
  return {
    ...json,
    ...(telephoneNumber === undefined ? {} : { telephoneNumber: maskTelephone(telephoneNumber) }),
    ...(data === undefined ? {} : { data: data === '' ? '' : hidden }),
    ...(other === undefined ? {} : { other: other.map(([code, value]): CodeAndValue => [code, maskText(value)]) }),
  };
}
