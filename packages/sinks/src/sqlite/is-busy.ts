/** Primary result codes of SQLite: https://www.sqlite.org/rescode.html */
const busyCodes = new Set([5, 6]);

/** Whether another program holds what was asked for. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && busyCodes.has(Number(error.errcode) & 0xff);
}
