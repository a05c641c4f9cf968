import type { Random } from './random.ts';

/** Blocks of a thousand numbers that the British regulator reserves for drama and never assigns. */
export const fictionalBlocks = [
  '01632960',
  '07700900',
  '02079460',
  '01134960',
  '01144960',
  '01154960',
  '01164960',
  '01174960',
  '01184960',
  '01214960',
  '01314960',
  '01414960',
  '01514960',
  '01614960',
  '01914980',
  '02890180',
  '02920180',
] as const;

const lastDigits = Array.from({ length: 1000 }, (_, number) => String(number).padStart(3, '0'));

/** Draws telephone numbers that are never assigned. */
export function telephoneNumbers(random: Random): () => string {
  return () => (fictionalBlocks[random.below(fictionalBlocks.length)] ?? '') + (lastDigits[random.below(1000)] ?? '');
}
