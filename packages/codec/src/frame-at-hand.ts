/**
 * The frame that a framer's sink has, and where it stands in the text of its chunk. While the sink has it, segments are looked
 * for there, and values cut from there: a frame is a slice of that text, and each look at a slice goes the long way round.
 * What is found is the same either way.
 */
class FrameAtHand {
  /** The frame; empty when there is none. */
  frame = '';
  /** Text of the chunk that it came in. */
  text = '';
  /** Where the frame begins in that. */
  start = 0;

  place(frame: string, text: string, start: number): void {
    this.frame = frame;
    this.text = text;
    this.start = start;
  }

  /** The chunk is done: its text must not stay in memory. */
  clear(): void {
    this.frame = '';
    this.text = '';
  }
}

/** One for all: a sink is called for one frame after the other. */
export const frameAtHand = new FrameAtHand();
