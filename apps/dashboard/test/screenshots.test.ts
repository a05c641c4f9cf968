import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Campaigns } from '../src/api/types.ts';
import { recordPast } from './support/believable-past.ts';
import { hasChromium } from './support/launch-browser.ts';
import { type OpenPage, patience, useBrowser } from './support/running-page.ts';
import { callFields } from './support/steps.ts';
import { subscribe } from './support/subscriber.ts';
import { Environment } from './support/environment.ts';

const folder = fileURLToPath(new URL('../../../docs/images/', import.meta.url));
const pastSeconds = 900;
const perSecond = 60;

const pictures = {
  light: { colours: 'light', viewport: { width: 1440, height: 1180 } },
  dark: { colours: 'dark', viewport: { width: 1440, height: 1180 } },
  phone: { colours: 'light', viewport: { width: 360, height: 1500 } },
  wall: { colours: 'dark', viewport: { width: 3840, height: 2160 } },
} as const;

async function settle(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1, name: 'Everything arrives' }).waitFor(patience);
  await page.locator('#campaigns tbody tr').nth(6).waitFor(patience);
  await expect
    .poll(() => page.getByRole('img', { name: /Outcomes per second/ }).getAttribute('aria-label'), patience)
    .not.toContain('maximum 0.');
}

/** An amount, or a commitment: the usual rule, said, so that the page shows what rules count. */
const rules = 'rules: { rules: { conversion: { usual: true } } }\n';

/** Sessions that the receiver rejects. */
const refusedSessions = ['004400870013', '004400870021', '004400870034'];

async function pictureDeadLetters({ bridge, dialer, receiver }: Environment, open: OpenPage): Promise<void> {
  receiver.refuses = (body) => refusedSessions.some((session) => body.includes(session));
  for (const session of refusedSessions) dialer.record(callFields(session));
  const { page } = await open(bridge.url, { viewport: { width: 1440, height: 900 }, colorScheme: 'light' });
  await page.getByRole('button', { name: 'Dead letters of crm: 3' }).click(patience);
  const dialog = page.getByRole('dialog');
  await dialog.locator('tbody tr').nth(2).waitFor(patience);
  await dialog.screenshot({ path: `${folder}dashboard-dead-letters.png` });
  await page.context().close();
}

/** Views that an address opens, by the name of their picture. */
const views = {
  day: { address: `day=${encodeURIComponent(String.raw`default\Collections`)}`, awaited: 'tbody tr' },
  incidents: { address: 'incidents=all', awaited: 'tbody tr' },
  sink: { address: `part=${encodeURIComponent(String.raw`sink\crm`)}`, awaited: '.charts + section tbody tr' },
  api: { address: 'api=listCampaigns', awaited: 'article' },
} as const;

async function pictureViews({ bridge }: Environment, open: OpenPage): Promise<void> {
  const { page } = await open(bridge.url, { viewport: { width: 1440, height: 1100 }, colorScheme: 'light' });
  for (const [name, { address, awaited }] of Object.entries(views)) {
    await page.goto(`${bridge.url}/?${address}`);
    const dialog = page.getByRole('dialog');
    await dialog.locator(awaited).first().waitFor(patience);
    await dialog.screenshot({ path: `${folder}dashboard-${name}.png` });
  }
  await page.context().close();
}

/** Screenshots for docs/dashboard.md, taken on request, because no two runs look the same. */
describe.runIf(hasChromium && process.env['UPDATE_SCREENSHOTS'] === '1')('pictures', () => {
  const { open } = useBrowser();

  test('screenshots of the page are taken', { timeout: 600_000 }, async () => {
    const all = await Environment.start({ outcomesPerSecond: perSecond, hasSouth: true, rules });
    onTestFinished(() => all[Symbol.asyncDispose]());
    await recordPast(all.bridge.url, { seconds: pastSeconds, perSecond });
    // Before the past is counted, the chart would show all of it at once.
    const isCounted = async () =>
      (await all.bridge.get<Campaigns>('/campaigns?window=1h')).total.calls > pastSeconds * perSecond * 0.9;
    await expect.poll(isCounted, patience).toBe(true);
    for (const token of ['reporting-service', 'quality-monitor']) await subscribe(all.bridge.port, token);
    for (const [name, { colours, viewport }] of Object.entries(pictures)) {
      const { page } = await open(all.bridge.url, { viewport, colorScheme: colours });
      await settle(page);
      await page.getByRole('button', { name: 'Find' }).click();
      await page.locator('#search tbody tr').first().waitFor(patience);
      await page.evaluate(() => scrollTo(0, 0));
      await page.screenshot({ path: `${folder}dashboard-${name}.png` });
      if (name === 'light') {
        await page.locator('#search tbody tr button').first().click();
        await page.locator('.way li').nth(4).waitFor(patience);
        await page.getByRole('dialog').screenshot({ path: `${folder}dashboard-outcome.png` });
      }
      await page.context().close();
    }
    await pictureDeadLetters(all, open);
    all.link.cut();
    const { page } = await open(all.bridge.url, { viewport: { width: 1440, height: 420 }, colorScheme: 'light' });
    await page.getByRole('heading', { level: 1, name: /^North has been disconnected/ }).waitFor(patience);
    await page.screenshot({ path: `${folder}dashboard-away.png` });
    await all.link.restore();
    await page.getByRole('heading', { level: 1, name: /^crm / }).waitFor(patience);
    await pictureViews(all, open);
  });
});
