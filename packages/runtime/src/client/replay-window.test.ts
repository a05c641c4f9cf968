import { verifies } from '@sdmp/requirements';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runOf } from './frame-run.ts';
import { ReplayWindow } from './replay-window.ts';

const frame = (body: number | string, transaction = 't'): string =>
  `OZ\\TX${transaction}\\CNSales1\\SI${String(body)}\\DT`;

function windowOf(frames: readonly string[], chunk: number): ReplayWindow {
  const window = new ReplayWindow();
  for (let at = 0; at < frames.length; at += chunk) window.add(at, runOf(frames.slice(at, at + chunk)));
  return window;
}

test(`${verifies('ACK-3')}after a reconnect from any position, exactly what was received before is recognized`, () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.nat(60),
      fc.nat(60),
      fc.integer({ min: 1, max: 9 }),
      (received, confirmedAt, resumedAt, chunk) => {
        const confirmed = confirmedAt % (received + 1);
        const resumed = confirmed + (resumedAt % (received - confirmed + 1));
        const window = windowOf(
          Array.from({ length: received }, (_, n) => frame(n)),
          chunk,
        );
        window.forget(confirmed);
        window.startReplay();
        for (let n = resumed; n < received + 5; n++) {
          expect(window.repeated(frame(n))).toBe(n < received ? n : undefined);
        }
        expect(window.isReplaying).toBe(false);
      },
    ),
  );
});

test(`${verifies('ACK-3')}the transaction is no part of what makes an outcome the same`, () => {
  const window = windowOf([frame(1, 'old')], 1);
  window.startReplay();
  expect(window.repeated(frame(1, 'new'))).toBe(0);
});

test(`${verifies('ACK-3')}an outcome that comes after the repetitions and looks like one of them is a new one`, () => {
  const window = windowOf([frame('a'), frame('b')], 2);
  window.startReplay();
  expect(window.repeated(frame('a'))).toBe(0);
  expect(window.repeated(frame('b'))).toBe(1);
  expect(window.repeated(frame('a'))).toBeUndefined();
});

test(`${verifies('ACK-3')}a service that goes on behind the window ends the replay with its first outcome`, () => {
  const window = windowOf([frame('a'), frame('b')], 1);
  window.startReplay();
  expect(window.repeated(frame('c'))).toBeUndefined();
  expect(window.isReplaying).toBe(false);
  expect(window.repeated(frame('a'))).toBeUndefined();
  expect(window.units).toBe(0);
});

test(`${verifies('ACK-3')}what was repeated before the replay broke off is still recognized on the connection after it`, () => {
  const window = windowOf([frame('a'), frame('b'), frame('c'), frame('d')], 4);
  window.startReplay();
  expect(window.repeated(frame('a'))).toBe(0);
  expect(window.repeated(frame('b'))).toBe(1);
  expect(window.repeated(frame('x'))).toBeUndefined();
  window.add(4, runOf([frame('x')]));
  window.startReplay();
  expect([frame('a'), frame('b'), frame('x'), frame('y')].map((text) => window.repeated(text))).toEqual([
    0,
    1,
    4,
    undefined,
  ]);
});

test('holds what is not confirmed, by characters', () => {
  const frames = [frame('a'), frame('b'), frame('c')];
  const window = windowOf(frames, 1);
  window.forget(2);
  expect(window.units).toBe(frame('c').length + 1);
  window.forget(3);
  expect(window.units).toBe(0);
});
