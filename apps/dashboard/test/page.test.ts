import { describe, expect, onTestFinished, test } from 'vitest';
import type { Campaigns, OutcomesPage, SinkEntry, Status } from '../src/api/types.ts';
import { count, share } from '../src/format/numbers.ts';
import { hasChromium } from './support/browser.ts';
import { patience, useBrowser } from './support/running-page.ts';
import { callFields, headline, search, startEnvironment } from './support/steps.ts';
import { subscribe } from './support/subscriber.ts';

describe.skipIf(!hasChromium)('the page', () => {
  const open = useBrowser();

  test('the page shows the data of the API', async () => {
    const { bridge, dialer } = await startEnvironment({ outcomesPerSecond: 1000 });
    const reporting = await subscribe(bridge.port, 'reporting-service');
    onTestFinished(() => reporting[Symbol.asyncDispose]());
    const { page, complaints } = await open(bridge.url);
    await page.locator('#campaigns tbody tr').nth(4).waitFor(patience);
    await dialer.until(({ recorded, transactions }) => recorded > 5000 && transactions.length > 0);
    dialer.pause();
    // Outcomes in transit arrive; then the figures are stable.
    const agreement = async () => {
      const { journal } = await bridge.get<Status>('/status');
      const { total: counted } = await bridge.get<Campaigns>('/campaigns?window=15m');
      const held = (await page.locator('#held').innerText()).includes(`\n${count(journal.records)}\n`);
      return { held, counted: counted.calls === journal.records && counted.calls > 0 };
    };
    await expect.poll(agreement, patience).toEqual({ held: true, counted: true });
    const { campaigns, total } = await bridge.get<Campaigns>('/campaigns?window=15m');
    const expected = campaigns
      .toSorted((a, b) => b.calls - a.calls)
      .map((each) => [each.campaign, count(each.calls), count(each.connects), share(each.connectRate)]);
    expected.push(['All campaigns', count(total.calls), count(total.connects), share(total.connectRate)]);
    const shown = async (): Promise<string[][]> =>
      page
        .locator('#campaigns :is(tbody, tfoot) tr')
        .evaluateAll((rows) =>
          rows.map((row) => [...row.children].slice(0, 4).map((cell) => (cell.firstChild?.textContent ?? '').trim())),
        );
    await expect.poll(shown, patience).toEqual(expected);
    await page.getByRole('row', { name: /vice.* live/ }).waitFor(patience);
    await headline(page, 'Everything arrives');
    expect(complaints).toEqual([]);
  });

  test('an outcome is found by session and by number, and personal data is masked until it is unlocked', async () => {
    const all = await startEnvironment();
    for (const session of ['case-41', 'case-42']) await all.dial(callFields(session));
    const { page, complaints } = await open(all.bridge.url);
    await expect
      .poll(async () => (await all.bridge.get<OutcomesPage>('/outcomes?session=case-42')).outcomes.length, patience)
      .toBe(1);
    await search(page, 'Session', 'case-42');
    const row = page.locator('#search tbody tr');
    await row.waitFor(patience);
    expect(await row.innerText()).toContain('••••••••123');
    await page.getByLabel('Show numbers and data').check();
    await row.filter({ hasText: '02079460123' }).waitFor(patience);
    await search(page, 'Telephone number', '0123');
    await expect.poll(() => row.count(), patience).toBe(2);
    await page.getByLabel('Show numbers and data').uncheck();
    await expect.poll(() => page.locator('#search tbody').innerText(), patience).not.toContain('02079460123');
    await search(page, 'Session', 'nobody');
    await page.getByText('Nothing found').waitFor(patience);
    expect(complaints).toEqual([]);
  });

  test('markup in what a dialer sends is shown as text, and never becomes part of the page', async () => {
    const all = await startEnvironment();
    const markup = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>&lt;b`;
    const hostile = ['CN', markup.slice(0, 80), 'AN', '<b>Joe</b>', 'DT', markup, 'ZZ', markup, 'TD', 'default'];
    await all.dial([...hostile, 'SI', 'case-1', 'RE', '10', 'TN', '<i>1']);
    const { page, complaints } = await open(all.bridge.url);
    await page.locator('#campaigns tbody tr').first().waitFor(patience);
    await page.getByLabel('Show numbers and data').check();
    await search(page, 'Session', 'case-1');
    await page.locator('#search tbody tr').waitFor(patience);
    await page.locator('#search tbody tr').getByRole('button').first().click();
    await page.getByRole('dialog').waitFor(patience);
    expect(await page.locator('#campaigns tbody').innerText()).toContain('<img src=x');
    expect(await page.getByRole('dialog').innerText()).toContain('<script>');
    expect(await page.locator('img[src="x"], main script, dialog script, td b, td i').count()).toBe(0);
    expect(await page.title()).not.toContain('owned');
    expect(complaints).toEqual([]);
  });

  test('the details of an outcome show its path from the frame to sinks and subscribers', async () => {
    const all = await startEnvironment();
    await all.dial(callFields('case-42'));
    const { page, complaints } = await open(all.bridge.url);
    await expect
      .poll(async () => (await all.bridge.get<SinkEntry[]>('/sinks')).map(({ delivered }) => delivered), patience)
      .toEqual([1, 1]);
    await search(page, 'Session', '');
    await page.getByRole('button', { name: 'case-42' }).press('Enter');
    const way = page.getByRole('dialog').locator('.way li');
    await way.first().waitFor(patience);
    const words = (await way.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' '));
    expect(words).toHaveLength(5);
    expect(words[0]).toContain(String.raw`Frame OZ\TDdefault\CNSales1`);
    expect(words[0]).not.toContain('02079460123');
    expect(words[1]).toBe('Dialer North');
    expect(words[2]).toMatch(/^Journal Position 0, recorded /);
    expect(words.slice(3)).toEqual(['Sink crm delivered', 'Sink archive delivered']);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count(), patience).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('case-42');
    expect(complaints).toEqual([]);
  });

  test('data are shown with every digit that they were recorded with', async () => {
    const all = await startEnvironment();
    const data = '{"order":12345678901234567890,"price":1.50}';
    await all.dial([...callFields('case-43'), 'DT', data]);
    const { page } = await open(all.bridge.url);
    await search(page, 'Session', 'case-43');
    await page.getByLabel('Show numbers and data').check();
    await page.getByRole('button', { name: 'case-43' }).press('Enter');
    await expect.poll(() => page.getByRole('dialog').innerText(), patience).toContain(data);
  });

  test('a sink is paused and resumed, and the headline shows it', async () => {
    const { bridge } = await startEnvironment({ outcomesPerSecond: 200 });
    const { page, complaints } = await open(bridge.url);
    const stateOfCrm = async (): Promise<string> => (await bridge.get<SinkEntry>('/sinks/crm')).state;
    await page.getByRole('button', { name: 'Pause crm' }).click(patience);
    await headline(page, /^crm is paused/);
    expect(await stateOfCrm()).toBe('paused');
    await page.getByRole('button', { name: 'Resume crm' }).click(patience);
    await headline(page, 'Everything arrives');
    expect(await stateOfCrm()).toBe('running');
    expect(complaints).toEqual([]);
  });

  test('a disconnected dialer is in the headline until it is connected again', async () => {
    const { bridge, link } = await startEnvironment({ outcomesPerSecond: 200 });
    const { page, complaints } = await open(bridge.url);
    await headline(page, 'Everything arrives');
    link.cut();
    await headline(page, /^North has been disconnected since \d\d:\d\d$/);
    await page
      .locator('#upstreams')
      .getByText(/disconnected since/)
      .waitFor(patience);
    await link.restore();
    await headline(page, 'Everything arrives');
    expect(complaints).toEqual([]);
  });

  test('an unresponsive bridge is reported, and followed again when it responds', async () => {
    const { bridge } = await startEnvironment({ outcomesPerSecond: 50 });
    const { page } = await open(bridge.url);
    await headline(page, 'Everything arrives');
    bridge.signal('SIGSTOP');
    await headline(page, /^Not connected to the bridge since \d\d:\d\d$/);
    bridge.signal('SIGCONT');
    await headline(page, 'Everything arrives');
  });

  test('a tab in the background holds no stream, and is up to date when it becomes visible again', async () => {
    const { bridge } = await startEnvironment({ outcomesPerSecond: 50 });
    const { page, requests } = await open(bridge.url);
    await headline(page, 'Everything arrives');
    const show = (state: 'hidden' | 'visible'): Promise<void> =>
      page.evaluate((value) => {
        Object.defineProperty(document, 'visibilityState', { value, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, state);
    const streams = (): number => requests.filter((url) => url.includes('/live')).length;
    const ended = page.waitForEvent('requestfailed', (request) => request.url().includes('/live'));
    await show('hidden');
    await ended;
    expect(streams()).toBe(1);
    await show('visible');
    await expect.poll(streams, patience).toBe(2);
    await headline(page, 'Everything arrives');
  });

  test('everything can be reached with the keyboard', async () => {
    const { bridge } = await startEnvironment({ outcomesPerSecond: 200 });
    const { page } = await open(bridge.url);
    await page.locator('#campaigns tbody tr').first().waitFor(patience);
    const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    const column = page.getByRole('columnheader', { name: 'Connect rate' });
    for (let presses = 0; presses < 40 && (await focused()) !== 'Connect rate'; presses++)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await column.getAttribute('aria-sort')).toBe('descending');
    await page.keyboard.press('Enter');
    expect(await column.getAttribute('aria-sort')).toBe('ascending');
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle);
    expect(outline).toBe('solid');
  });

  test('campaigns are filtered by name and paged', async () => {
    const campaigns = Array.from({ length: 60 }, (_, index) => ({ name: `Campaign ${index}` }));
    const { bridge, dialer } = await startEnvironment({ outcomesPerSecond: 1000, campaigns });
    const { page } = await open(bridge.url);
    await dialer.until(({ recorded }) => recorded > 2000);
    await page.getByText('1 to 25 of 60').waitFor(patience);
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText('26 to 50 of 60').waitFor(patience);
    await page.getByRole('searchbox', { name: /name contains/ }).fill('campaign 59');
    await expect.poll(() => page.locator('#campaigns tbody tr').count(), patience).toBe(1);
  });
});
