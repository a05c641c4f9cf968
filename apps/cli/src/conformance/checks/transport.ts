import { encodeFrame, encodeText } from '@sdmp/codec';
import {
  codeOf,
  defaultMaxFrameBytes,
  defaultMaxUnreadableInRow,
  dialerAdvise,
  enumerateOutcomes,
  errorReport,
  explainError,
  messageVerify,
  quotedExcerptLength,
  sessionPreferences,
  verifyStatus,
} from '@sdmp/protocol';
import type { Check } from '../check.ts';
import { frameOf } from '../frame-of.ts';
import type { Lab } from '../lab.ts';
import { must } from '../unmet.ts';

const errorCode = codeOf(errorReport, 'errorCode');
const faultyMessage = codeOf(errorReport, 'faultyMessage');
const cause = codeOf(errorReport, 'message');
const privateBlock = [9000, 9099] as const;

/** TR, ER, TLS: bytes, errors, heartbeats. */
export const transportChecks: readonly Check<Lab>[] = [
  {
    requirement: 'TR-1',
    name: 'NUL',
    title: 'what the endpoint sends ends with NUL, in the encoding of this run',
    run: async (lab) => {
      const peer = await lab.open();
      peer.send(frameOf(verifyStatus, { token: lab.name('k') }));
      await peer.expect(messageVerify);
      await peer.expect(dialerAdvise);
      const width = lab.parts.encoding === 'utf-16le' ? 2 : 1;
      const last = peer.firstBytes.subarray(-width);
      must(last.length === width && last.every((byte) => byte === 0), 'the last bytes are no NUL');
    },
  },
  ...(['CR LF', 'stray'] as const).map(
    (kind): Check<Lab> => ({
      requirement: 'TR-2',
      name: kind === 'CR LF' ? 'CR-LF' : 'stray',
      title: kind === 'CR LF' ? 'a message may end with CR LF' : 'CR and LF before a message are passed over',
      run: async (lab) => {
        const peer = await lab.open();
        const token = lab.name('k');
        const frame = frameOf(verifyStatus, { token });
        const text = kind === 'CR LF' ? `${frame}\r\n` : `\r\n${frame}\0`;
        peer.sendBytes(encodeText(text, lab.parts.encoding), `VS with TK ${token}, with CR LF`);
        await peer.expect(messageVerify, (message) => message.get(codeOf(messageVerify, 'token')) === token);
      },
    }),
  ),
  {
    requirement: 'TR-3',
    name: 'TLS',
    title: 'the endpoint speaks TLS',
    needs: ['TLS'],
    run: async (lab) => {
      await (await lab.open()).sync();
    },
  },
  {
    requirement: 'TLS-4',
    name: 'plain',
    title: 'a plain client at a TLS port is ended',
    needs: ['TLS'],
    run: async (lab) => {
      const peer = await lab.openBare(undefined);
      peer.send(frameOf(verifyStatus, { token: lab.name('k') }));
      await peer.untilClosed('a plain client at a TLS port');
    },
  },
  {
    requirement: 'TR-5',
    name: 'once',
    title: 'VS without VI is answered by one DA',
    run: async (lab) => {
      const peer = await lab.open();
      peer.send(frameOf(verifyStatus, {}));
      await peer.expect(dialerAdvise);
    },
  },
  {
    requirement: 'TR-5',
    name: 'repeated',
    title: 'VS with VI 1 repeats DA, and VI 0 stops it',
    run: async (lab) => {
      const peer = await lab.open();
      peer.send(frameOf(verifyStatus, { verifyInterval: '1' }));
      await peer.expect(dialerAdvise);
      await peer.expect(dialerAdvise);
      const token = lab.name('k');
      peer.send(frameOf(verifyStatus, { verifyInterval: '0', token }));
      // A DA may have been on its way.
      for (let answer = await peer.next(); answer?.code !== messageVerify.code; answer = await peer.next()) {
        must(answer !== undefined, 'VS with VI 0 and TK must be verified by MV, and nothing came');
      }
      const late = await peer.next(Math.min(2500, lab.parts.timeoutMs));
      must(late === undefined, `${late?.code ?? ''} came after VI 0`);
    },
  },
  {
    requirement: 'TR-6',
    name: 'SP',
    title: 'SP with TK is accepted for each framing of data',
    run: async (lab) => {
      const peer = await lab.open();
      for (const resourceStatus of ['0', '1', '2', '3']) {
        const token = lab.name('k');
        await peer.accepted(frameOf(sessionPreferences, { resourceStatus, token }), token);
      }
    },
  },
  {
    requirement: 'ER-1',
    name: 'FM',
    title: 'FM of an ER holds the whole message, with what it held of backslashes and quotes',
    run: async (lab) => {
      const peer = await lab.open();
      const frame = lab.subscription({}, { more: ['ZQ', '"a" b'] });
      await peer.rejected(frame, 'an EO without TX, with quotes');
    },
  },
  {
    requirement: 'ER-1',
    name: 'MS',
    title: 'an ER says the cause in MS',
    run: async (lab) => {
      const answer = await (await lab.open()).rejected(lab.subscription({}), 'an EO without TX');
      must((answer.get(cause) ?? '') !== '', 'MS is absent');
    },
  },
  {
    requirement: 'ER-2',
    name: 'codes',
    title: 'EC is a documented code, or one of 9000 to 9099',
    run: async (lab) => {
      const peer = await lab.open();
      const transactionIdentifier = lab.name('t');
      for (const frame of [
        lab.subscription({}),
        lab.subscription({ transactionIdentifier, rateControl: '0' }),
        frameOf(enumerateOutcomes, { transactionIdentifier }),
      ]) {
        const code = Number((await peer.rejected(frame, 'a wrong EO')).get(errorCode));
        const [from, to] = privateBlock;
        must((code >= from && code <= to) || explainError(code) !== undefined, `EC ${code} is neither`);
      }
    },
  },
  {
    requirement: 'ER-3',
    name: 'unreadable',
    title: 'a frame that is no message gets an ER, and the next message is answered',
    run: async (lab) => {
      const peer = await lab.open();
      peer.sendBytes(encodeFrame('?', { encoding: lab.parts.encoding }), 'a frame of one character');
      await peer.expect(errorReport);
      await peer.sync();
    },
  },
  {
    requirement: 'ER-3',
    name: 'many',
    title: `after ${defaultMaxUnreadableInRow} unreadable frames in a row the connection is closed`,
    run: async (lab) => {
      const peer = await lab.open();
      const bytes = encodeFrame('?', { encoding: lab.parts.encoding });
      for (let count = 0; count < defaultMaxUnreadableInRow; count++) peer.sendBytes(bytes, 'a frame of one character');
      await peer.untilClosed('many unreadable frames');
    },
  },
  {
    requirement: 'ER-4',
    name: 'oversized',
    title: `a frame above 1 MiB is answered by an ER with its first ${quotedExcerptLength} characters, and skipped`,
    run: async (lab) => {
      const peer = await lab.open();
      const frame = frameOf(enumerateOutcomes, { campaignName: 'x'.repeat(defaultMaxFrameBytes + 1) });
      peer.sendBytes(encodeFrame(frame, { encoding: lab.parts.encoding }), `an EO of ${frame.length} characters`);
      const answer = await peer.expect(errorReport);
      const excerpt = answer.get(faultyMessage) ?? '';
      must(excerpt === frame.slice(0, quotedExcerptLength), `FM has ${excerpt.length} characters, or others`);
      await peer.sync();
    },
  },
  {
    requirement: 'AU-2',
    name: 'first',
    title: 'where there are users, nothing is served before UA',
    needs: ['login'],
    run: async (lab) => {
      const peer = await lab.openBare();
      await peer.rejected(lab.subscription({ transactionIdentifier: lab.name('t') }), 'an EO before UA');
    },
  },
];
