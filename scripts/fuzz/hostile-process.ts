/** Keeps hostile sockets at work until the process that started it is gone. */
import { attack, manners } from './hostile-socket.ts';
import type { AttackOrder } from './fuzz-messages.ts';

/** Loopback addresses that they come from, from 127.0.0.2 on: the honest subscriber comes from 127.0.0.1. */
const addresses = 8;
/** Guesses make an address slow: they come from one of their own. */
const guessingAddress = '127.0.0.200';

const stopping = new AbortController();

process.on('message', ({ port, seed, sockets, login }: AttackOrder) => {
  const attacks = Array.from({ length: sockets }, (_, at) => {
    const manner = manners[at % manners.length] ?? 'pipelines';
    const from = manner === 'guesses' ? guessingAddress : `127.0.0.${String(2 + (at % addresses))}`;
    return attack({ port, from, manner, seed: seed + at, login, signal: stopping.signal });
  });
  stopping.signal.addEventListener('abort', () => {
    void Promise.all(attacks).then(() => process.disconnect?.());
  });
});
process.on('SIGTERM', () => stopping.abort());
process.on('disconnect', () => stopping.abort());
