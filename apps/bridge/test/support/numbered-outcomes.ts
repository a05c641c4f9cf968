/** Fields of an OZ with a session identifier of its own. */
export function numberedFields(number: number): readonly string[] {
  return ['TD', 'default', 'CN', 'Sales1', 'SI', `S${number}`, 'RE', number % 3 === 0 ? '10' : '7'];
}

/** Returns the session identifiers of the first `count`. */
export function sessionsUpTo(count: number): readonly string[] {
  return Array.from({ length: count }, (_, number) => `S${number}`);
}
