import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { chromiumIsMissing, hasChromium, launchBrowser } from '../../apps/dashboard/test/support/launch-browser.ts';
import { startBridge } from '../support/start-bridge.ts';

const types: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript' };

/** Serves the files of the example, with the address of the bridge in the page. */
async function servePage(bridge: () => string): Promise<string> {
  const server = createServer(({ url = '/' }, response) => {
    const name = url === '/' ? 'index.html' : url.slice(1);
    if (name !== 'index.html' && name !== 'sdmp-campaign.js') return void response.writeHead(404).end();
    const text = readFileSync(new URL(name, import.meta.url), 'utf8');
    response.writeHead(200, { 'content-type': types[name.split('.').at(-1) ?? ''] });
    response.end(text.replaceAll('http://127.0.0.1:8080', bridge()));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test.runIf(process.env['CI'] === 'true')('chromium is there', () => {
  expect(hasChromium, chromiumIsMissing).toBe(true);
});

test.skipIf(!hasChromium)(
  'a page of another origin shows the figures of a campaign and of all, as they change',
  async () => {
    let address = '';
    const origin = await servePage(() => address);
    const bridge = await startBridge(`http: { port: 0, corsOrigins: ['${origin}'] }\n`);
    address = bridge.url;
    const sale = { campaignName: 'Sales1', reason: 10, agentIdentifier: 'Joe' };
    await bridge.record([sale, { campaignName: 'Sales1', reason: 7 }, { campaignName: 'Other', reason: 2 }]);

    const browser = await launchBrowser();
    onTestFinished(() => browser.close());
    const page = await browser.newPage();
    await page.goto(origin);
    const shown = () => page.locator('sdmp-campaign').allTextContents();
    await expect
      .poll(shown)
      .toEqual(['Sales1: 2 calls, 1 connects, 50.0% abandoned', 'All campaigns: 3 calls, 1 connects, 50.0% abandoned']);
    await bridge.record([sale, sale]);
    await expect
      .poll(shown)
      .toEqual(['Sales1: 4 calls, 3 connects, 25.0% abandoned', 'All campaigns: 5 calls, 3 connects, 25.0% abandoned']);
  },
);
