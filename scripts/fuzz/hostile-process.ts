/** Keeps hostile sockets at work until the process that started it is gone. */
import { constants, setPriority } from 'node:os';
import { attack, manners } from './hostile-socket.ts';
import type { AttackOrder, AttackReport } from './fuzz-messages.ts';
import { attackHttp, httpManners } from './hostile-http.ts';

/** Loopback addresses that they come from, from 127.0.0.2 on: the honest subscriber comes from 127.0.0.1. */
const addresses = 8;
/** One socket in this number attacks HTTP, where that is attacked. */
const httpShare = 3;
const reportMs = 200;
/** Guesses make an address slow: they come from one of their own. */
const guessingAddress = '127.0.0.200';

const stopping = new AbortController();

// Attackers bring processors of their own: these get what the target and the honest subscriber leave.
setPriority(constants.priority.PRIORITY_LOW);

process.on('message', ({ port, seed, sockets, login, http }: AttackOrder) => {
  let httpRequests = 0;
  const onRequest = (): void => void httpRequests++;
  const reporting = setInterval(() => process.send?.({ httpRequests } satisfies AttackReport), reportMs);
  const attacks = Array.from({ length: sockets }, (_, at) => {
    if (http !== undefined && at % httpShare === 0) {
      const manner = httpManners[(at / httpShare) % httpManners.length] ?? 'pipelines';
      const from = `127.0.0.${String(2 + (at % addresses))}`;
      return attackHttp({ ...http, from, manner, seed: seed + at, signal: stopping.signal, onRequest });
    }
    const manner = manners[at % manners.length] ?? 'pipelines';
    const from = manner === 'guesses' ? guessingAddress : `127.0.0.${String(2 + (at % addresses))}`;
    return attack({ port, from, manner, seed: seed + at, login, signal: stopping.signal });
  });
  stopping.signal.addEventListener('abort', () => {
    clearInterval(reporting);
    void Promise.all(attacks).then(() => process.disconnect?.());
  });
});
process.on('SIGTERM', () => stopping.abort());
process.on('disconnect', () => stopping.abort());
