/** Names of an installation. */
export interface Vocabulary {
  /** Returns the name of an agent outcome; undefined for one that nobody has named. */
  readonly agentOutcomeName: (code: number) => string | undefined;
}
