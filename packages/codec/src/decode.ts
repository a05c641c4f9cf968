import type { Segments, WireFields } from '@sdmp/protocol';
import { headOf } from './head.ts';
import type { Message } from './message.ts';
import { ReceivedFrame } from './received-frame.ts';

/**
 * A frame to a message. Never throws: a frame that does not begin with a message code gives a message with an empty
 * code. Unknown codes, repeats and empty segments are kept. The frame is read when the message is asked for something, in
 * time linear in the frame.
 */
export function decode(frame: string): Message {
  return new ReceivedFrame(frame, headOf(frame));
}

/**
 * What `CompiledMessage.check` and `identify` read of a message without a list of its fields being made. To be used at once:
 * it is valid until another message is read.
 */
export function segmentsOf(message: Message): WireFields | Segments {
  return message instanceof ReceivedFrame ? message.segments() : message.fields;
}
