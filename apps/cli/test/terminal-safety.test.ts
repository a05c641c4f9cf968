import { once } from 'node:events';
import { createServer } from 'node:net';
import { format } from '@sdmp/codec';
import { Outcome } from '@sdmp/outcomes';
import { anyCharacter } from '@sdmp/protocol/arbitrary';
import { verifies } from '@sdmp/requirements';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { run } from '../src/run.ts';
import { outcomeFormat, tailFormats } from '../src/tail/outcome-format.ts';
import { decode } from '@sdmp/codec';
import { describeError } from '@sdmp/terminal';
import { type FakeTerminal, fakeTerminal } from './support/fake-terminal.ts';

const clearScreen = '\u001b[2J';
const shownClearScreen = '<U+001B>[2J';
/** What a terminal must never get from outside; line ends and tabs steer nothing. */
const steering = /(?!\r?\n|\t)[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u;
/** Colours that the program itself sets. */
const ownColours = new RegExp(`${String.fromCodePoint(0x1b)}\\[\\d+m`, 'g');

/** A dialer that answers each message with the frame, and says nothing else. */
async function startDialer(answer: (request: string) => string): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.setEncoding('latin1').on('data', (text: string) => {
      for (const request of text.split('\0')) {
        if (request !== '') socket.write(`${answer(request)}\0`, 'latin1');
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  return `127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`;
}

async function runOn(terminal: FakeTerminal, words: readonly string[]): Promise<string> {
  await run(words, terminal);
  return terminal.printed() + terminal.said();
}

const rejecting = (request: string): string =>
  `ER\\EC803\\FM"${request.replaceAll('"', "'")}"\\MS${clearScreen}wiped\u00812J\u007f`;

test(`${verifies('SEC-1')}the words of a dialer that rejects reach a terminal visibly, whatever asked`, async () => {
  const dialer = await startDialer(rejecting);
  const asked: readonly (readonly string[])[] = [
    ['send', dialer, 'VS', '--count', '1'],
    ['tail', dialer],
    ['tail', dialer, '--debug', '--format', 'frames'],
    ['tail', dialer, '--format', 'csv'],
  ];
  for (const words of asked) {
    const seen = await runOn(fakeTerminal('', { isTerminal: true }), words);
    expect(seen, words.join(' ')).toContain(shownClearScreen);
    expect(seen.replace(ownColours, ''), words.join(' ')).not.toMatch(steering);
  }
});

test(`${verifies('SEC-1')}through a pipe the answer of a dialer comes exactly as it was sent; messages are shown`, async () => {
  const dialer = await startDialer(rejecting);
  const piped = fakeTerminal();
  await run(['send', dialer, 'VS', '--count', '1'], piped);
  expect(piped.printed()).toBe(`${rejecting('VS')}\n`);
  const tail = fakeTerminal();
  await run(['tail', dialer], tail);
  expect(tail.said()).toContain(shownClearScreen);
  expect(tail.said()).not.toMatch(steering);
});

test(`${verifies('SEC-1')}frames of a file that are decoded on a terminal steer nothing`, async () => {
  const frames = Buffer.from(`OZ\\TXa\\CN${clearScreen}\u202eevil\\RE10\0`);
  const terminal = fakeTerminal(frames, { isTerminal: true });
  await run(['decode', '--encoding', 'utf-8'], terminal);
  expect(terminal.printed()).toContain('<U+202E>evil');
  expect(terminal.printed()).not.toMatch(steering);
  const piped = fakeTerminal(frames);
  await run(['decode', '--encoding', 'utf-8'], piped);
  expect(piped.printed()).toContain('\u202eevil');
});

test(`${verifies('SEC-1')}bytes for another program, printed on a terminal by mistake, are shown`, async () => {
  const line = JSON.stringify({ code: 'OZ', params: [['CN', `${clearScreen}é`]] });
  const terminal = fakeTerminal(`${line}\n`, { isTerminal: true });
  await run(['encode', '--encoding', 'utf-8'], terminal);
  expect(terminal.printed()).toContain(`${shownClearScreen}é<U+0000>`);
  expect(terminal.printed()).not.toMatch(steering);
});

const steeringCharacters = Array.from('\u0000\u0007\b\u001b\u009b\u007f\u0085\u202e\u2066\u2028\r\n\t[2Jabc');
const anyText = fc.oneof(
  fc.string({ unit: anyCharacter }),
  fc.string({ unit: fc.constantFrom(...steeringCharacters) }),
);

test(`${verifies('SEC-1')}no value of an outcome steers a terminal in any format; a pipe gets each format to the byte`, async () => {
  const values = fc.record({ campaign: anyText, agent: anyText, telephone: anyText, data: anyText, other: anyText });
  const property = fc.asyncProperty(values, fc.constantFrom(...tailFormats), async (given, name) => {
    const fields = ['CN', given.campaign, 'AN', given.agent, 'TN', given.telephone, 'RE', '10', 'ZZ', given.other];
    const message = decode(
      format({ service: null, interface: null, code: 'OZ', fields: [...fields, 'DT', given.data] }),
    );
    const outcome = new Outcome(message, { time: 0, id: 'j-1' });
    const terminal = fakeTerminal('', { isTerminal: true });
    const onTerminal = outcomeFormat(name, terminal);
    await onTerminal.write(onTerminal.line(outcome, given.other));
    expect(terminal.printed().replace(ownColours, '')).not.toMatch(steering);
    const pipe = fakeTerminal();
    const onPipe = outcomeFormat(name, pipe);
    const line = onPipe.line(outcome, given.other);
    await onPipe.write(line);
    expect(pipe.printedBytes()).toEqual(Buffer.from(line));
  });
  await fc.assert(property, { numRuns: 500 });
});

test(`${verifies('SEC-1')}an error that quotes what was received is one visible line`, async () => {
  const terminal = fakeTerminal();
  await run(['explain', `EO${clearScreen}`], terminal);
  expect(terminal.said()).not.toMatch(steering);
  expect(describeError(new Error('a\nb'))).toBe('a');
});
