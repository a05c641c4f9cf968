import type { Message, WireEncoding } from '@sdmp/codec';
import { isTlsAlert } from '@sdmp/dial';
import { serviceErrors } from '@sdmp/protocol';
import { visibleLine } from '@sdmp/terminal';
import { formatDuration } from '../screen/format-duration.ts';
import type { Conversation } from '../conversation.ts';
import { rejectionOf } from '../rejection-words.ts';
import { failed, ok, type Step } from './step.ts';

const shownCharacters = 40;

/** Whether bytes are UTF-16LE, as the ASCII that every message begins with is written in it. */
export function isUtf16(bytes: Uint8Array): boolean {
  return bytes.length >= 2 && bytes[0] !== 0 && bytes[1] === 0;
}

/** The step of a plain connection to a service that speaks TLS; undefined when what came is neither an alert nor an ER of ours. */
export function plainToTlsStep({ first, peek }: Conversation): Step | undefined {
  const greeting = peek();
  const isOurs = greeting !== undefined && rejectionOf(greeting)?.code === serviceErrors.tlsExpected.code;
  return isOurs || isTlsAlert(first)
    ? failed('TLS', 'the service speaks TLS', 'add --tls, or name its plain port')
    : undefined;
}

/** What is heard in an encoding: `other` is whether anything came in the other one, when nothing came in this. */
export interface Heard {
  readonly encoding: WireEncoding;
  readonly conversation: Conversation;
  readonly isOtherAnswered: boolean;
  readonly timeoutMs: number;
}

export function encodingStep({ encoding, conversation, isOtherAnswered, timeoutMs }: Heard): Step {
  const isWide = encoding === 'utf-16le';
  const change = isWide ? 'leave --unicode out, or name its Unicode port' : 'add --unicode, or name its 8-bit port';
  const otherName = isWide ? 'in 8-bit characters' : 'in UTF-16LE';
  const { first, isClosed } = conversation;
  if (first.length === 0 && isOtherAnswered)
    return failed('encoding', `the service answers ${otherName} alone`, change);
  if (first.length === 0) {
    const found = isClosed
      ? 'the service closes the connection when it is asked'
      : `no answer within ${formatDuration(timeoutMs)}, in 8-bit characters or UTF-16LE`;
    return failed(
      'encoding',
      found,
      'check that it is an SDMP port: what listens there accepts connections and says nothing',
    );
  }
  if (isUtf16(first) !== isWide) return failed('encoding', `the service answers ${otherName}`, change);
  return ok('encoding', isWide ? 'UTF-16LE' : encoding);
}

/** Judges the first frame that came. */
export function framingStep(greeting: Message | undefined, { first }: Conversation, encoding: WireEncoding): Step {
  if (greeting !== undefined && greeting.code !== '')
    return ok('framing', `messages end with NUL: ${greeting.code} came`);
  const text = Buffer.from(first).toString(encoding === 'utf-16le' ? 'utf16le' : 'latin1');
  const shown = visibleLine(text.trim()).slice(0, shownCharacters);
  const found =
    greeting === undefined ? `what came does not end with NUL: ${shown}` : `what came is no message: ${shown}`;
  return failed('framing', found, 'check the port: something else than SDMP listens there');
}
