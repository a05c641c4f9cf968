import { verifies } from '@sdmp/requirements';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type FrameRun, runOf } from '../connection/frame-run.ts';
import { readRecordRun } from '../connection/record-run.ts';
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
          expect(window.repeated(runOf([frame(n)]), 0)).toBe(n < received ? n : undefined);
        }
        expect(window.isReplaying).toBe(false);
      },
    ),
  );
});

test(`${verifies('ACK-3')}the transaction is no part of what makes an outcome the same`, () => {
  const window = windowOf([frame(1, 'old')], 1);
  window.startReplay();
  expect(window.repeated(runOf([frame(1, 'new')]), 0)).toBe(0);
});

test(`${verifies('ACK-3')}an outcome that comes after the repetitions and looks like one of them is a new one`, () => {
  const window = windowOf([frame('a'), frame('b')], 2);
  window.startReplay();
  expect(window.repeated(runOf([frame('a')]), 0)).toBe(0);
  expect(window.repeated(runOf([frame('b')]), 0)).toBe(1);
  expect(window.repeated(runOf([frame('a')]), 0)).toBeUndefined();
});

test(`${verifies('ACK-3')}a service that continues behind the window ends the replay with its first outcome`, () => {
  const window = windowOf([frame('a'), frame('b')], 1);
  window.startReplay();
  expect(window.repeated(runOf([frame('c')]), 0)).toBeUndefined();
  expect(window.isReplaying).toBe(false);
  expect(window.repeated(runOf([frame('a')]), 0)).toBeUndefined();
  expect(window.units).toBe(0);
});

test(`${verifies('ACK-3')}what was repeated before the replay broke off is still recognized on the connection after it`, () => {
  const window = windowOf([frame('a'), frame('b'), frame('c'), frame('d')], 4);
  window.startReplay();
  expect(window.repeated(runOf([frame('a')]), 0)).toBe(0);
  expect(window.repeated(runOf([frame('b')]), 0)).toBe(1);
  expect(window.repeated(runOf([frame('x')]), 0)).toBeUndefined();
  window.add(4, runOf([frame('x')]));
  window.startReplay();
  expect([frame('a'), frame('b'), frame('x'), frame('y')].map((text) => window.repeated(runOf([text]), 0))).toEqual([
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

const placed = (journal: string | undefined, place: string): FrameRun =>
  runOf([`OZ\\TXt\\ZP${place}\\CNSales1\\DT`]).part(0, 1, { length: 0, transactionStart: 0, journal });

test(`${verifies('ACK-3')}a place is the same with its journal in it and with the journal named for the connection, and no other`, () => {
  for (const again of [placed('j1', '.5.9'), placed('j1', 'j1.5.9'), placed(undefined, 'j1.5.9')]) {
    const window = new ReplayWindow();
    window.add(0, placed('j1', '.5.9'));
    window.startReplay();
    expect(window.repeated(again, 0)).toBe(0);
  }
  for (const other of [placed('j2', '.5.9'), placed('j1', '.6.9'), placed(undefined, '.5.9')]) {
    const window = new ReplayWindow();
    window.add(0, placed('j1', '.5.9'));
    window.startReplay();
    expect(window.repeated(other, 0)).toBeUndefined();
  }
});

/** The same outcomes as an OZ each, and in a run. */
function inBothForms(
  first: number,
  count: number,
  journal: string,
): { readonly frames: FrameRun; readonly records: FrameRun } {
  const body = String.raw`\CNSales1`;
  const head = { transaction: 't', journal: '', first, count, start: 0, isSparse: false, isRouted: false };
  const payload = new Uint8Array(count * 12 + count * body.length);
  new Float64Array(payload.buffer, 0, count).fill(9);
  new Uint32Array(payload.buffer, count * 8, count).forEach((_, at, ends) => {
    ends[at] = (at + 1) * body.length;
  });
  for (let at = 0; at < count; at++) payload.set(new TextEncoder().encode(body), count * 12 + at * body.length);
  const records = readRecordRun({ ...head, bytes: count * body.length }, payload);
  if (records === undefined) throw new RangeError('the run is not as its head says');
  const frames = runOf(Array.from({ length: count }, (_, at) => `OZ\\TXt\\ZP.${String(first + at)}.9${body}`));
  const known = { length: String.raw`OZ\TXt`.length, transactionStart: 5, journal };
  return { frames: frames.part(0, count, known), records: records.part(0, count, known) };
}

test(`${verifies('ACK-3', 'RUN-2')}an outcome is the same whether it comes in a run or alone`, () => {
  const { frames, records } = inBothForms(100, 3, 'j1');
  for (const [before, after] of [
    [frames, records],
    [records, frames],
    [records, records],
  ] as const) {
    const window = new ReplayWindow();
    window.add(0, before);
    window.startReplay();
    expect([0, 1, 2].map((at) => window.repeated(after, at))).toEqual([0, 1, 2]);
    expect(window.isReplaying).toBe(false);
  }
  const window = new ReplayWindow();
  window.add(0, records);
  window.startReplay();
  expect(window.repeated(inBothForms(100, 1, 'j2').records, 0)).toBeUndefined();
});

const head = { length: String.raw`OZ\TXt`.length, transactionStart: 5, journal: 'j1' };

/** An outcome as it can come: with the place in either form, or with what is no place. */
function outcomeFrame(position: number, form: 'short' | 'whole' | 'other' | 'broken' | 'none'): string {
  const places = { short: `.${position}`, whole: `j1.${position}`, other: `j2.${position}`, broken: `.${position}x` };
  const place = form === 'none' ? '' : `\\ZP${places[form]}.9`;
  return `OZ\\TXt${place}\\CNSales.1\\SI${position}`;
}

test(`${verifies('ACK-3')}in any mixture of forms and gaps, what was received is recognized and nothing else is`, () => {
  const forms = fc.constantFrom('short', 'whole', 'other', 'broken', 'none');
  const outcomes = fc.array(fc.record({ gap: fc.integer({ min: 1, max: 3 }), form: forms }), {
    minLength: 1,
    maxLength: 40,
  });
  fc.assert(
    fc.property(outcomes, fc.integer({ min: 1, max: 9 }), fc.nat(40), (received, chunk, confirmedAt) => {
      const positions = received.map((_, at) => received.slice(0, at + 1).reduce((sum, { gap }) => sum + gap, 7));
      const frames = received.map(({ form }, at) => outcomeFrame(positions[at] ?? 0, form));
      const window = new ReplayWindow();
      for (let at = 0; at < frames.length; at += chunk) {
        const run = runOf(frames.slice(at, at + chunk));
        window.add(at, run.part(0, run.count, head));
      }
      expect(window.units).toBe(frames.reduce((sum, text) => sum + text.length + 1, 0));
      const confirmed = confirmedAt % frames.length;
      window.forget(confirmed);
      window.startReplay();
      for (let at = confirmed; at < frames.length; at++) {
        // The place is what counts, not the form in which it is written.
        const form = received[at]?.form ?? 'none';
        const again = outcomeFrame(positions[at] ?? 0, form === 'short' ? 'whole' : form);
        expect(window.repeated(runOf([again]).part(0, 1, head), 0)).toBe(at);
      }
      expect(window.isReplaying).toBe(false);
    }),
  );
});
