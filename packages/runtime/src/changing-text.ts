/** A text that is kept somewhere, in a file mostly, and is read again when it has changed. */
export interface ChangingText {
  /** What it is called in errors and logs. */
  readonly place: string;
  /** Tells the present content from a later one; asked for whenever the text is needed. */
  readonly version: () => Promise<string>;
  readonly read: () => Promise<string>;
}
