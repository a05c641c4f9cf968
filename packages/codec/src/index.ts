export { decode, segmentsOf } from './decode.ts';
export { type EncodeOptions, encode, encodeFrame, encodeInto, terminator } from './encode.ts';
export { cellSize, encodeText, hasCharacters, parseEncoding, type WireEncoding, wireEncodings } from './encoding.ts';
export { format, type MessageParts } from './format.ts';
export { type FrameEnd, Framer, type FramerOptions, type FrameSink } from './framer.ts';
export { type JsonMember, type JsonValue, jsonElements, jsonMembers, jsonStart } from './json-members.ts';
export { Message } from './message.ts';
export { isAscii, type StreamDecoder, streamDecoder } from './stream-decoder.ts';
export { invalidUtf8At, readUtf8, readUtf8Escaped } from './utf8.ts';
