/** A frame as a line of JSON. The last three are there only when they are not what encoding gives by itself. */
export interface FrameLine {
  /** As written in the frame; null in SDMP 1. */
  readonly service: string | null;
  readonly interface: string | null;
  /** Null when the frame does not begin with a message code. */
  readonly code: string | null;
  /** Long name; null when the catalogue does not know the message. */
  readonly name: string | null;
  readonly params: readonly (readonly [code: string, value: string])[];
  /** What is wrong with the message, a line each. */
  readonly problems: readonly string[];
  /** What ended the frame, when it was not NUL alone. */
  readonly terminator?: string;
  /** The frame itself, when writing the parameters would give other text. */
  readonly raw?: string;
  /** Stray line ends and NULs in front of the frame. */
  readonly before?: string;
}
