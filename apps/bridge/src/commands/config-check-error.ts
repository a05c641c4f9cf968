/** What was found has been said. */
export class ConfigCheckError extends Error {
  override readonly name = 'ConfigCheckError';
}
