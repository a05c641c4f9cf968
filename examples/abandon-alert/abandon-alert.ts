import { connect } from '@sdmp/runtime/client';
import { AbandonWatch } from './abandon-watch.ts';

const { SDMP_HOST = '127.0.0.1', SDMP_PORT = '6502', ALERT_URL = '', ABANDON_LIMIT = '0.03' } = process.env;
const lookEveryMs = 1000;
const alertTimeoutMs = 10_000;

const watch = new AbandonWatch(Number(ABANDON_LIMIT));
const client = connect({ host: SDMP_HOST, port: Number(SDMP_PORT) });

async function look(): Promise<void> {
  for (const alert of watch.alerts()) {
    const text = `${alert.campaign} is ${alert.kind} its limit: ${alert.abandoned} abandoned, ${alert.answered} answered`;
    console.log(text);
    if (ALERT_URL === '') continue;
    const request = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text, ...alert }),
      signal: AbortSignal.timeout(alertTimeoutMs),
    };
    try {
      const { status, ok } = await fetch(ALERT_URL, request);
      if (!ok) console.error(`the alert was answered ${status}`);
    } catch (error) {
      console.error('the alert could not be sent:', error);
    }
  }
}

const timer = setInterval(() => void look(), lookEveryMs);
const stop = (): void => {
  clearInterval(timer);
  void client.close();
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);

for await (const outcome of client.outcomes()) watch.count(outcome);
