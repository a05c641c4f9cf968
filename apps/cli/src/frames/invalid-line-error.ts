/** A line of input cannot be used. `message` completes "line 7: …" and never repeats what the line holds. */
export class InvalidLineError extends Error {
  override readonly name = 'InvalidLineError';
}
