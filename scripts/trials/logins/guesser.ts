import { setTimeout as pause } from 'node:timers/promises';
import { LoginSocket } from './login-socket.ts';

export interface GuesserOptions {
  readonly port: number;
  readonly address: string;
  /** The user whose password is guessed next. */
  readonly target: () => string;
  readonly signal: AbortSignal;
}

const reconnectMs = 50;

/** Guesses as fast as it is answered, until it is aborted. Resolves with the number of guesses that were answered. */
export async function guess({ port, address, target, signal }: GuesserOptions): Promise<number> {
  let answered = 0;
  while (!signal.aborted) {
    try {
      using socket = await LoginSocket.open(port, address, signal);
      while ((await socket.try({ user: target(), password: `guess${answered}` }, signal)) !== 'closed') answered++;
    } catch (error) {
      if (!signal.aborted && !(error instanceof Error && 'code' in error)) throw error;
    }
    await pause(reconnectMs, undefined, { signal }).catch(() => undefined);
  }
  return answered;
}
