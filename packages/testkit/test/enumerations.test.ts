import { connect as connectSocket } from 'node:net';
import { once } from 'node:events';
import { decode, encodeFrame, Framer, type Message } from '@sdmp/codec';
import { fromOleDate } from '@sdmp/codec/data';
import { enumerations, identify, release } from '@sdmp/protocol';
import { expect, onTestFinished, test } from 'vitest';
import { defaultAgents, defaultCampaigns, startSimulatedDialer } from '../src/index.ts';

/** Asks a dialer, and returns what came until the answer to a last heartbeat. */
async function asked(...frames: readonly string[]): Promise<readonly Message[]> {
  const dialer = await startSimulatedDialer();
  onTestFinished(() => dialer.stop());
  const socket = connectSocket(dialer.port, dialer.host);
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  const messages: Message[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const take = (text: string): void => {
    if (text === 'MV\\TKlast') resolve();
    else messages.push(decode(text));
  };
  const framer = new Framer({ frame: take, oversized: () => undefined });
  socket.on('data', (bytes) => framer.push(bytes));
  for (const frame of [...frames, 'VS\\VI60\\TKlast']) socket.write(encodeFrame(frame, { encoding: 'windows-1252' }));
  await promise;
  return messages;
}

test('campaigns and agents of the shift are enumerated, with the time now', async () => {
  const before = Date.now();
  const campaigns = await asked('EC\\TXwall\\TKa');
  expect(campaigns.map(({ code }) => code)).toEqual(['MV', ...defaultCampaigns.map(() => 'CZ')]);
  expect(campaigns.slice(1).map((message) => message.get('CN'))).toEqual(defaultCampaigns.map(({ name }) => name));
  expect(campaigns.every((message) => message.code === 'MV' || message.get('TX') === 'wall')).toBe(true);
  // Six decimals of a day are a tenth of a second.
  expect(fromOleDate(campaigns[1]?.get('TS') ?? '') ?? 0).toBeGreaterThan(before - 1000);
  const agents = await asked('EA\\TXwall\\LD2\\TKa');
  expect(agents.slice(1).map((message) => message.get('AN'))).toEqual(defaultAgents);
});

test('every enumeration is accepted, what it answers is right by the catalogue, and EE ends it', async () => {
  for (const { code, example, parameters } of enumerations) {
    // The documented example of EN names no facility, which its table calls mandatory.
    const asksFor = (example ?? code).replaceAll(/\\T[XK][^\\]*/g, '').replace('\\FA\\', '\\FAa\\');
    const hasToken = parameters.some(({ name }) => name === 'token');
    const answers = await asked(`${asksFor}\\TXwall${hasToken ? '\\TKa' : ''}`, 'EE\\TXwall\\TKb');
    const codes = answers.map(({ code: each }) => each);
    expect(codes.slice(-2), asksFor).toEqual(['MV', 'EF']);
    expect(codes, asksFor).not.toContain('ER');
    for (const message of answers.filter(({ code: each }) => each !== 'MV' && each !== 'EF')) {
      const { message: known, problems } = identify(release(), message, message.fields, 'fromDialer');
      expect({ is: known?.definition.name !== undefined, problems }, message.text).toEqual({ is: true, problems: [] });
    }
  }
});

test('a transaction that is enumerated already is rejected, and may be used again once it has ended', async () => {
  const twice = await asked('ES\\TXwall\\TKa', 'ES\\TXwall\\TKb', 'EE\\TXwall\\TKc', 'ES\\TXwall\\TKd');
  const answers = twice.filter(({ code }) => code === 'MV' || code === 'ER').map(({ text }) => text.slice(0, 9));
  expect(answers).toEqual(['MV\\TKa', 'ER\\EC9014', 'MV\\TKc', 'MV\\TKd']);
});
