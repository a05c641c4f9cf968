import type { Segments, WireFields } from '@sdmp/protocol';
import { headOf } from './head.ts';
import type { Message } from './message.ts';
import { ReceivedFrame } from './received-frame.ts';

/**
 * Decodes a frame to a message. Never throws: a frame that does not start with a message code becomes a message with an empty
 * code. Unknown codes, repeats and empty segments are kept. The frame is read lazily, in time linear in the frame.
 */
export function decode(frame: string): Message {
  return new ReceivedFrame(frame, headOf(frame));
}

/**
 * Returns the segments of a message for `CompiledMessage.check` and `identify`, without creating a list of its fields. They are
 * valid until another message is read.
 */
export function segmentsOf(message: Message): WireFields | Segments {
  return message instanceof ReceivedFrame ? message.segments() : message.fields;
}
