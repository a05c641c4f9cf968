/** Attacks HTTP until the process that started it is gone. */
import { attackHttp, type HttpAttackOrder } from './attacks.ts';

const stopping = new AbortController();

process.on('message', (order: HttpAttackOrder) => {
  void attackHttp(order, stopping.signal, (report) => void process.send?.(report));
});
process.on('disconnect', () => process.exit());
