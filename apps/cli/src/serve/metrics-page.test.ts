import { request } from 'node:http';
import { verifies } from '@sdmp/requirements';
import { expect, onTestFinished, test } from 'vitest';
import { startMetricsPage } from './metrics-page.ts';

function statusFor(url: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

test(`${verifies('SEC-2')}metrics on loopback are for names of this machine alone`, async () => {
  const page = await startMetricsPage({ host: '127.0.0.1', port: 0 }, []);
  onTestFinished(() => page.close());
  expect(await statusFor(page.url, new URL(page.url).host)).toBe(200);
  expect(await statusFor(page.url, 'rebound.example')).toBe(421);
});
