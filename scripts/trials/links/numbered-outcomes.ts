/** An outcome that carries its number. */
export interface NumberedOutcome {
  /** NaN when the outcome is not exactly as it was recorded. */
  readonly number: number;
  /** What tells a repetition from another outcome; undefined where the service gives no places. */
  readonly id: string | undefined;
}

interface Fields {
  readonly campaignName?: string | undefined;
  readonly sessionIdentifier?: string | undefined;
  readonly data?: string | undefined;
}

const campaign = 'Sales1';

const dataOf = (number: number): string => `n${'='.repeat(number % 90)}${number}`;

/** Returns codes and values of an outcome that carries its number, twice. */
export function numberedFields(number: number): readonly string[] {
  return ['CN', campaign, 'SI', String(number), 'RE', '10', 'DT', dataOf(number)];
}

/** Returns the number that an outcome carries, or NaN when a part of it has changed. */
export function numberIn({ campaignName, sessionIdentifier, data }: Fields): number {
  const number = Number(sessionIdentifier);
  return campaignName === campaign && data === dataOf(number) ? number : Number.NaN;
}
