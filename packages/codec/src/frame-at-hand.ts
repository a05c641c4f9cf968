/**
 * The frame passed to a framer's sink, and its place in the text of its chunk. While the sink runs, segments are searched and
 * values sliced in that text, because a frame is a slice of it, and access to a slice is slower. The result is the same.
 */
class FrameAtHand {
  /** The frame, or empty. */
  frame = '';
  /** Text of its chunk. */
  text = '';
  /** Start of the frame in that text. */
  start = 0;

  place(frame: string, text: string, start: number): void {
    this.frame = frame;
    this.text = text;
    this.start = start;
  }

  /** Releases the text when the chunk is done. */
  clear(): void {
    this.frame = '';
    this.text = '';
  }
}

/** A single instance, because sinks are called for one frame at a time. */
export const frameAtHand = new FrameAtHand();
