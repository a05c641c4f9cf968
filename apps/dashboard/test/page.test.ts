import { describe, expect, onTestFinished, test } from 'vitest';
import type { CampaignEntry, Campaigns, SinkEntry, Status } from '../src/api/types.ts';
import { count, share } from '../src/format/numbers.ts';
import { rowsAtATime } from '../src/store/arrange-campaigns.ts';
import { hasChromium } from './support/launch-browser.ts';
import { Environment } from './support/environment.ts';
import { patience, useBrowser } from './support/running-page.ts';
import { callFields, focusIsOn, headline } from './support/steps.ts';
import { subscribe } from './support/subscriber.ts';
import { useShared } from './support/use-shared.ts';

const campaignCount = 60;
const campaigns = Array.from({ length: campaignCount }, (_, index) => ({ name: `Campaign ${index}` }));
const byValue = new Intl.Collator('en', { numeric: true });

function mostCallsFirst(a: CampaignEntry, b: CampaignEntry): number {
  return b.calls - a.calls || byValue.compare(a.campaign, b.campaign);
}

/** One bridge and one page for all of these, in this order: what a test changes of them it restores. */
describe.skipIf(!hasChromium)('the page', () => {
  const { openForAll } = useBrowser();
  const shared = useShared(async (stack) => {
    const all = stack.use(await Environment.start({ outcomesPerSecond: 1000, campaigns }));
    stack.use(await subscribe(all.bridge.port, 'reporting-service'));
    return { all, ...(await openForAll(all.bridge.url)) };
  });

  test('the page shows the data of the API', async () => {
    const {
      all: { bridge, dialer },
      page,
      complaints,
    } = shared();
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
    const { campaigns: entries, total } = await bridge.get<Campaigns>('/campaigns?window=15m');
    expect(entries).toHaveLength(campaignCount);
    const expected = entries
      .toSorted(mostCallsFirst)
      .slice(0, rowsAtATime)
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

  test('campaigns are filtered by name and paged', async () => {
    const { page } = shared();
    await page.getByText(`1 to 25 of ${campaignCount}`).waitFor(patience);
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText(`26 to 50 of ${campaignCount}`).waitFor(patience);
    const filter = page.getByRole('searchbox', { name: /name contains/ });
    await filter.fill('campaign 59');
    await expect.poll(() => page.locator('#campaigns tbody tr').count(), patience).toBe(1);
    await filter.fill('');
    await page.getByText(`1 to 25 of ${campaignCount}`).waitFor(patience);
  });

  test('rows keep their places while the pointer or the focus is on them, and their figures go on', async () => {
    const {
      all: { bridge, dialer },
      page,
      complaints,
    } = shared();
    const rows = page.locator('#campaigns tbody tr');
    const cells = (column: number): Promise<string[]> =>
      rows.evaluateAll(
        (all, at) => all.map(({ children }) => (children[at]?.firstChild?.textContent ?? '').trim()),
        column,
      );
    const kept = page.getByText('Order kept');
    /** Records calls until the campaign in a row has more than that in the first one. Returns its name and calls. */
    const overtake = async (row: number): Promise<{ readonly name: string; readonly calls: number }> => {
      const { campaigns: entries } = await bridge.get<Campaigns>('/campaigns?window=15m');
      const [first, behind] = [entries.toSorted(mostCallsFirst)[0], entries.toSorted(mostCallsFirst)[row]];
      if (first === undefined || behind === undefined) throw new Error(`there are no ${row} campaigns`);
      const { campaign: name, tenant } = behind;
      const calls = first.calls + 1;
      for (let more = behind.calls; more < calls; more++) {
        const named = { TD: tenant, CN: name, SI: `kept-${row}-${more}`, RE: '1' };
        dialer.record(Object.entries(named).flat());
      }
      return { name, calls };
    };

    await rows.nth(24).waitFor(patience);
    const before = await cells(0);
    const pointed = await overtake(20);
    let moves = 0;
    // The pointer counts for as long as it moves.
    const underPointer = async () => {
      await rows.nth(2 + (moves++ % 2)).hover();
      return { names: await cells(0), calls: (await cells(1))[20], isKept: (await kept.count()) > 0 };
    };
    await expect.poll(underPointer, patience).toEqual({ names: before, calls: count(pointed.calls), isKept: true });
    await page.mouse.move(0, 0);
    await expect.poll(async () => (await cells(0))[0], patience).toBe(pointed.name);
    await expect.poll(() => kept.count(), patience).toBe(0);

    await rows.nth(5).getByRole('link').or(rows.nth(5).getByRole('button')).first().focus();
    const after = await cells(0);
    const focused = await overtake(15);
    const underFocus = async () => ({ names: await cells(0), calls: (await cells(1))[15] });
    await expect.poll(underFocus, patience).toEqual({ names: after, calls: count(focused.calls) });
    await kept.waitFor(patience);
    await page.getByRole('searchbox', { name: /name contains/ }).focus();
    await expect.poll(async () => (await cells(0))[0], patience).toBe(focused.name);
    await expect.poll(() => kept.count(), patience).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('a sink is paused and resumed, and the headline shows it', async () => {
    const {
      all: { bridge },
      page,
      complaints,
    } = shared();
    const stateOfCrm = async (): Promise<string> => (await bridge.get<SinkEntry>('/sinks/crm')).state;
    await page.getByRole('button', { name: 'Pause crm' }).click(patience);
    await headline(page, /^crm is paused/);
    expect(await stateOfCrm()).toBe('paused');
    await page.getByRole('button', { name: 'Resume crm' }).click(patience);
    await headline(page, 'Everything arrives');
    await expect.poll(stateOfCrm, patience).toBe('running');
    expect(complaints).toEqual([]);
  });

  test('a disconnected dialer is in the headline until it is connected again', async () => {
    const {
      all: { link },
      page,
      complaints,
    } = shared();
    link.cut();
    await headline(page, /^North has been disconnected since \d\d:\d\d GMT$/);
    await page
      .locator('#upstreams')
      .getByText(/disconnected since/)
      .waitFor(patience);
    await link.restore();
    await headline(page, 'Everything arrives');
    expect(complaints).toEqual([]);
  });

  test('a tab in the background holds no stream, and is up to date when it becomes visible again', async () => {
    const { page, requests } = shared();
    const show = (state: 'hidden' | 'visible'): Promise<void> =>
      page.evaluate((value) => {
        Object.defineProperty(document, 'visibilityState', { value, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, state);
    const streams = (): number => requests.filter((url) => url.includes('/live')).length;
    const before = streams();
    const ended = page.waitForEvent('requestfailed', (request) => request.url().includes('/live'));
    await show('hidden');
    await ended;
    expect(streams()).toBe(before);
    await show('visible');
    await expect.poll(streams, patience).toBe(before + 1);
    await headline(page, 'Everything arrives');
  });

  test('a sink whose receiver fails, refuses, or has refused is never shown as running', async () => {
    const { all, page } = shared();
    const state = page.locator('#sinks tbody tr').filter({ hasText: /^crm/ }).locator('.state');
    all.receiver.refuses = () => true;
    all.receiver.refusal = { status: 500, text: '' };
    await all.dial(callFields('case-1'));
    await headline(page, /^Delivery to crm fails/);
    await state.filter({ hasText: 'retrying' }).waitFor(patience);
    all.receiver.refusal = { status: 422, text: '' };
    await headline(page, 'crm refuses outcomes: 1 dead letter');
    await state.filter({ hasText: 'refuses outcomes' }).waitFor(patience);
    await page.getByText('Open its dead letters to see why.').waitFor(patience);
    expect(await state.locator('.mark.good').count()).toBe(0);
    all.receiver.refuses = () => false;
    await all.bridge.post('/sinks/crm/dead-letters/replay', { all: true });
    await headline(page, 'Everything arrives');
    await state.filter({ hasText: 'running' }).waitFor(patience);
  });

  test('when the bridge stops all rows look stale, wherever the page is scrolled, until it responds', async () => {
    const { all, page } = shared();
    // What happened stays as it was told: on a busy machine a subscriber may have fallen behind and be live again.
    const good = page.locator('main .mark.good:not(#incidents .mark)');
    await expect.poll(() => good.count(), patience).toBeGreaterThan(3);
    await page.locator('#held').scrollIntoViewIfNeeded();
    all.bridge.signal('SIGSTOP');
    onTestFinished(() => all.bridge.signal('SIGCONT'));
    // On a busy machine the few seconds between "no data" and "not connected" may pass unseen.
    await headline(page, /^(No data from the bridge for \d+ s|Not connected to the bridge since .*)$/);
    const live = ['rates', 'upstreams', 'campaigns', 'sinks', 'subscribers', 'incidents', 'held'];
    const stale = (): Promise<string[]> =>
      page.locator('section.stale').evaluateAll((sections) => sections.map(({ id }) => id));
    // What the bridge had sent before may be read after the headline was.
    await expect.poll(stale, patience).toEqual(live);
    await expect.poll(() => good.count(), patience).toBe(0);
    for (const id of live)
      await page
        .locator(`#${id} h2`)
        .getByText(/as of \d\d:\d\d:\d\d/)
        .waitFor(patience);
    await page.locator('#sinks').getByText('was: running').first().waitFor(patience);
    await page
      .locator('header.top')
      .getByText(/no data|connecting/)
      .waitFor(patience);
    await headline(page, /^Not connected to the bridge since \d\d:\d\d GMT$/);
    expect(await stale()).toEqual(live);
    all.bridge.signal('SIGCONT');
    await headline(page, 'Everything arrives');
    await expect.poll(stale, patience).toEqual([]);
  });

  test('everything can be reached with the keyboard', async () => {
    const { page } = shared();
    await page.reload();
    await page.locator('#campaigns tbody tr').first().waitFor(patience);
    await page.keyboard.press('Tab');
    await focusIsOn(page, 'Skip to the content');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id), patience).toBe('main');
    const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '');
    for (let presses = 0; presses < 40 && (await focused()) !== 'Connect rate'; presses++)
      await page.keyboard.press('Tab');
    const column = page.getByRole('columnheader', { name: 'Connect rate' });
    await page.keyboard.press('Enter');
    await expect.poll(() => column.getAttribute('aria-sort'), patience).toBe('descending');
    await page.keyboard.press('Enter');
    await expect.poll(() => column.getAttribute('aria-sort'), patience).toBe('ascending');
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle);
    expect(outline).toBe('solid');
  });
});
