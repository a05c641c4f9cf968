import { cellSize, streamDecoder, type WireEncoding } from '@sdmp/codec';
import { pieceBytes } from '../input.ts';
import { type ExactFrame, ExactFrames } from './exact-frames.ts';

export interface ReadFramesOptions {
  readonly encoding: WireEncoding;
  readonly maxFrameBytes: number;
}

/** The frames of a stream of bytes. Text files are told by what they lack: without a NUL at their beginning, LF ends a frame. */
export async function* readFrames(
  pieces: AsyncIterable<Uint8Array>,
  { encoding, maxFrameBytes }: ReadFramesOptions,
): AsyncGenerator<ExactFrame> {
  const decodePiece = streamDecoder(encoding);
  const maxUnits = Math.floor(maxFrameBytes / cellSize(encoding));
  const headUnits = pieceBytes / cellSize(encoding);
  let head = '';
  let frames: ExactFrames | undefined;
  for await (const piece of pieces) {
    const text = decodePiece(piece);
    if (frames !== undefined) {
      yield* frames.push(text);
      continue;
    }
    head += text;
    // A pipe may bring a first line long before the rest: it is looked at as soon as it can tell something.
    if (head.length < headUnits && !/[\0\n]/.test(head)) continue;
    frames = framesFor(head, maxUnits);
    yield* frames.push(head);
  }
  if (frames === undefined) {
    frames = framesFor(head, maxUnits);
    yield* frames.push(head);
  }
  yield* frames.end();
}

function framesFor(head: string, maxUnits: number): ExactFrames {
  return new ExactFrames({ maxUnits, lineFeedEnds: !head.includes('\0') });
}
