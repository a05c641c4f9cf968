import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Campaigns, SinkEntry, UpstreamEntry } from '../src/api/types.ts';
import { hasChromium } from './support/launch-browser.ts';
import { Environment } from './support/environment.ts';
import { patience, useBrowser } from './support/running-page.ts';
import { callFields, closeDialog, focusIsOn, headline, search } from './support/steps.ts';
import { subscribe } from './support/subscriber.ts';
import { useShared } from './support/use-shared.ts';

const hourMs = 3_600_000;
/** A sale is a conversion; who refused (102) is no contact. */
const rules = `rules:
  agentOutcomes: [{ code: 167, name: Sale, category: sale }]
  rules: { contact: { usual: true, not: { agentOutcome: 102 } }, conversion: { category: sale } }
`;
const refused = ['case-131', 'case-132', 'case-133'];
const taken = ['case-1', 'case-2'];

/** Presses an export button. Returns the name of the file, and its lines. */
async function exported(page: Page, what: string): Promise<{ readonly name: string; readonly lines: string[] }> {
  const [download] = await Promise.all([
    page.waitForEvent('download', patience),
    page.getByRole('button', { name: `Export ${what} as CSV`, exact: true }).click(patience),
  ]);
  const text = await readFile(await download.path(), 'utf8');
  return { name: download.suggestedFilename(), lines: text.split('\r\n') };
}

/** One bridge and one page for all views, in this order. */
describe.skipIf(!hasChromium)('views', () => {
  const { open, openForAll } = useBrowser();
  const shared = useShared(async (stack) => {
    const all = stack.use(await Environment.start({ rules }));
    all.receiver.refuses = (body) => body.includes('case-13');
    all.receiver.refusal = { status: 422, text: 'no order, "7"' };
    for (const session of [...refused, ...taken]) await all.dial(callFields(session));
    stack.use(await subscribe(all.bridge.port, 'reporting-service'));
    return { all, ...(await openForAll(all.bridge.url)) };
  });

  test('every table is exported as CSV, with exact values', async () => {
    const { all, page, complaints } = shared();
    const deadLetters = async (): Promise<number> => (await all.bridge.get<SinkEntry>('/sinks/crm')).deadLetters;
    await expect.poll(deadLetters, patience).toBe(refused.length);
    const counted = async (): Promise<number> => (await all.bridge.get<Campaigns>('/campaigns')).total.calls;
    await expect.poll(counted, patience).toBe(refused.length + taken.length);
    await page.locator('#campaigns tbody tr').first().waitFor(patience);
    const campaigns = await exported(page, 'campaigns 15m');
    expect(campaigns.name).toMatch(/^sdmp-campaigns-15m-\d{8}T\d{6}Z\.csv$/);
    expect(campaigns.lines[0]).toBe(
      'tenant,campaign,calls,connects,connectRate,answered,abandoned,abandonRate,abandonLimit,isOverLimit,agents,agentsIsAtLeast,topReasons,lastOutcomeAt',
    );
    expect(campaigns.lines[1]).toMatch(/^default,Sales1,5,5,1,5,0,0,0\.03,false,1,false,Connected 5,\d{4}-.*Z$/);
    expect(campaigns.lines.slice(2)).toEqual(['']);
    expect((await exported(page, 'sinks')).lines.map((line) => line.split(',', 2).join(' '))).toEqual([
      'name kind',
      'crm webhook',
      'archive files',
      '',
    ]);
    await page.locator('#upstreams li').getByText('live', { exact: true }).waitFor(patience);
    expect((await exported(page, 'dialers')).lines[1]).toMatch(/^North,127\.0\.0\.1,\d+,good,live,,/);
    expect((await exported(page, 'subscribers')).lines).toHaveLength(3);
    await page.getByText('Show as a table').click();
    expect((await exported(page, 'outcomes per second')).lines.length).toBeGreaterThan(150);
    await search(page, 'Session', 'case-1');
    await page.locator('#search tbody tr').first().waitFor(patience);
    const [, found] = (await exported(page, 'outcomes found')).lines;
    expect(found, 'personal data are masked as on the page').toMatch(
      /,case-1,••••••••123,true,10,Connected,default,Sales1,Joe,167$/,
    );
    expect(complaints).toEqual([]);
  });

  test('the frame of the page is drawn before any script runs, and what is opened later is loaded later', async () => {
    const { all } = shared();
    const { page, requests, complaints } = await open(all.bridge.url);
    const held = Promise.withResolvers<void>();
    await page.route(/\.js$/, async (route) => {
      await held.promise;
      await route.continue();
    });
    await page.reload({ waitUntil: 'commit' });
    // What the page asked for before it was loaded again does not count.
    const before = requests.length;
    await headline(page, 'Loading the page');
    await expect.poll(() => page.evaluate(() => performance.getEntriesByType('paint').length), patience).toBe(2);
    expect(requests.slice(before).filter((url) => url.includes('/api/'))).toEqual([]);
    held.resolve();
    await headline(page, /^crm/);
    expect(requests.slice(before).filter((url) => url.includes('/explorer-'))).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('a part of the page that cannot be loaded says so, and what to do', async () => {
    const { all } = shared();
    const { page } = await open('about:blank');
    await page.route(/\/all-dialogs-/, (route) => route.abort());
    await page.goto(`${all.bridge.url}/?part=sink%5Ccrm`);
    const dialog = page.getByRole('dialog', { name: 'Not loaded' });
    await dialog.getByText('This part of the page cannot be loaded: reload the page.').waitFor(patience);
    await page.unroute(/\/all-dialogs-/);
    await page.reload();
    await page.getByRole('dialog', { name: 'Sink crm' }).waitFor(patience);
  });

  test('times are shown in the zone of the viewer, which is named, with the full time in UTC as a tooltip', async () => {
    const { all, page: here, complaints } = shared();
    await search(here, 'Session', 'case-1');
    const { page } = await open(`${all.bridge.url}/?by=session&wanted=case-1`, { timezoneId: 'Asia/Kolkata' });
    const time = page.locator('#search tbody time').first();
    await time.waitFor(patience);
    const iso = (await time.getAttribute('datetime')) ?? '';
    const inZone = (timeZone: string): string =>
      new Date(iso).toLocaleTimeString('en-GB', { timeZone, timeStyle: 'medium' });
    expect(await time.innerText()).toContain(inZone('Asia/Kolkata'));
    expect(await here.locator('#search tbody time').first().innerText()).toContain(inZone('Europe/London'));
    await page.getByRole('columnheader', { name: 'Time, GMT+5:30' }).waitFor(patience);
    await here.getByRole('columnheader', { name: /^Time, (GMT|BST)$/ }).waitFor(patience);
    await page
      .locator('header.top')
      .getByText(/^\d\d:\d\d:\d\d GMT\+5:30$/)
      .waitFor(patience);
    expect((await time.getAttribute('title'))?.split('\n')).toEqual([
      expect.stringMatching(/, \d\d:\d\d:\d\d GMT\+5:30$/),
      iso,
    ]);
    expect(complaints).toEqual([]);
  });

  test('dead letters and their causes are exported with what the receiver said', async () => {
    const { page, complaints } = shared();
    await page.getByRole('button', { name: 'Dead letters of crm: 3' }).click(patience);
    await page.getByRole('dialog').locator('.letters tbody tr').nth(2).waitFor(patience);
    const letters = await exported(page, 'dead letters of crm');
    expect(letters.name).toMatch(/^sdmp-dead-letters-of-crm-/);
    expect(letters.lines[0]).toBe(
      'position,id,sessionIdentifier,telephoneNumber,tenantDescriptor,campaignName,cause,reason,answer,attempts,at',
    );
    expect(letters.lines.slice(1, -1).map((line) => line.split(',')[2])).toEqual(refused);
    expect(letters.lines[1]).toContain('""');
    expect((await exported(page, 'causes of dead letters of crm')).lines[0]).toBe('cause,letters,oldestAt,newestAt');
    await closeDialog(page);
    expect(complaints).toEqual([]);
  });

  test('the day of a campaign shows hours, agents and reasons, and its abandon rate against the limit', async () => {
    const { all, page, complaints } = shared();
    const call = (hoursAgo: number, reason: number, agent?: string, agentOutcome?: number) => ({
      time: new Date(Date.now() - hoursAgo * hourMs).toISOString(),
      campaignName: 'Evening',
      reason,
      ...(agent === undefined ? {} : { agentIdentifier: agent }),
      ...(agentOutcome === undefined ? {} : { agentOutcome }),
    });
    const calls = [
      ...Array.from({ length: 12 }, () => call(3, 10, 'Ann', 167)),
      ...Array.from({ length: 8 }, () => call(3, 10, 'Bob', 102)),
      ...Array.from({ length: 5 }, () => call(3, 7)),
      ...Array.from({ length: 40 }, () => call(1, 10, 'Ann')),
      call(1, 7),
      ...Array.from({ length: 9 }, () => call(1, 1)),
    ];
    await all.bridge.post('/outcomes', calls);
    const counted = async (): Promise<number | undefined> =>
      (await all.bridge.get<Campaigns>('/campaigns')).campaigns.find(({ campaign }) => campaign === 'Evening')?.calls;
    await expect.poll(counted, patience).toBe(calls.length);
    await page.getByRole('group', { name: 'Time range of the figures' }).getByRole('button', { name: '24h' }).click();
    await page.getByRole('button', { name: 'Evening', exact: true }).click(patience);
    const dialog = page.getByRole('dialog', { name: 'Campaign Evening' });
    await dialog
      .getByRole('img', {
        name: 'Abandon rate by hour over the last 24 hours: highest 20.0%, 1 of 2 hours above the limit of 3.0%.',
      })
      .waitFor(patience);
    // Of 75 calls 60 were connected. 8 refused: 60 - 8 = 52 contacts, of which the 12 sales are right parties and conversions.
    const facts = dialog.locator('section', { hasText: 'By the rules' }).locator('dl > div');
    await expect
      .poll(() => facts.allInnerTexts(), patience)
      .toEqual([
        'Successes, of calls\n60 · 80.0%',
        'Contacts, of calls\n52 · 69.3%',
        'Right parties, of contacts\n12 · 23.1%',
        'Conversions, of contacts\n12 · 23.1%',
      ]);
    const rowsOf = (table: string): Promise<string[][]> =>
      dialog
        .getByRole('table', { name: table })
        .locator('tbody tr')
        .evaluateAll((rows) => rows.map((row) => [...row.children].map((each) => each.textContent?.trim() ?? '')));
    const hoursShown = async () => (await rowsOf('By hour')).map((cells) => cells.slice(1));
    await expect.poll(hoursShown, patience).toEqual([
      ['50', '80.0%', '40', '1', '2.4%'],
      ['25', '80.0%', '20', '5', '20.0%, over the limit of 3.0%'],
    ]);
    await expect
      .poll(() => rowsOf('Agents'), patience)
      .toEqual([
        ['Ann', '52', '52', '100.0%'],
        ['Bob', '8', '8', '100.0%'],
      ]);
    await expect
      .poll(() => rowsOf('Reasons'), patience)
      .toEqual([
        ['Connected 10', '60', '80.0%', 'answered'],
        ['Busy 1', '9', '12.0%', 'neither'],
        ['Abandoned 7', '6', '8.0%', 'abandoned'],
      ]);
    await dialog.getByText('Abandoned: 7 Abandoned. Answered: 10 Connected,').waitFor(patience);
    const hours = await exported(page, 'hours of Evening');
    expect(hours.lines[0]).toBe(
      'from,calls,connects,connectRate,answered,abandoned,abandonRate,abandonLimit,isOverLimit',
    );
    expect(hours.lines.filter((line) => line.endsWith(',25,20,0.8,20,5,0.2,0.03,true'))).toHaveLength(1);
    expect(hours.lines.length - 2).toBeGreaterThanOrEqual(24);
    expect((await exported(page, 'agents of Evening')).lines[1]).toBe('Ann,52,52,1');
    expect((await exported(page, 'reasons of Evening')).lines[3]).toBe('7,Abandoned,6,0.08,abandoned');
    expect(complaints).toEqual([]);
  });

  test('the address names the day and the time ranges: the back button closes it, and a link opens the same', async () => {
    const { all, page } = shared();
    const dialog = page.getByRole('dialog', { name: 'Campaign Evening' });
    const address = new URL(page.url());
    expect(address.searchParams.get('window')).toBe('24h');
    expect(address.searchParams.get('day')).toBe(String.raw`default\Evening`);
    await page.goBack();
    await expect.poll(() => page.getByRole('dialog').count(), patience).toBe(0);
    await focusIsOn(page, 'Evening');
    const range = page.getByRole('group', { name: 'Time range of the figures' });
    const chosen = (): Promise<string> => range.locator('[aria-pressed=true]').innerText();
    expect(await chosen()).toBe('24h');
    await page.goBack();
    await expect.poll(chosen, patience).toBe('15m');
    await page.goForward();
    await page.goForward();
    await dialog.getByRole('table', { name: 'By hour' }).waitFor(patience);
    await closeDialog(page);
    await page.getByRole('group', { name: 'Time range of the chart' }).getByRole('button', { name: '1h' }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get('chart'), patience).toBe('1h');
    const { page: other } = await open(`${all.bridge.url}/${address.search}`);
    await other.getByRole('dialog', { name: 'Campaign Evening' }).getByText('Ann').waitFor(patience);
    await other.goto(`${all.bridge.url}/?day=${encodeURIComponent(String.raw`default\Nobody`)}`);
    await other.getByText('no call of that campaign and tenant in the last day').waitFor(patience);
  });

  test('what happened is listed with its reason and how long it lasted, by part, as a file and under its own address', async () => {
    const { all, page, complaints } = shared();
    all.link.cut();
    await headline(page, /^North has been disconnected/);
    await all.link.restore();
    await expect
      .poll(async () => (await all.bridge.get<UpstreamEntry[]>('/upstreams'))[0]?.condition, patience)
      .toBe('live');
    const section = page.locator('#incidents');
    await section.getByRole('row', { name: /Dialer North disconnected/ }).waitFor(patience);
    await section.getByRole('button', { name: 'All incidents' }).click();
    const dialog = page.getByRole('dialog', { name: 'What happened' });
    const away = dialog.getByRole('row', { name: /Dialer North disconnected/ });
    await away.waitFor(patience);
    await expect.poll(() => away.innerText(), patience).toMatch(/\d+ s$/);
    await dialog.getByRole('row', { name: /Sink crm refuses outcomes.*answered 422/ }).waitFor(patience);
    const file = await exported(page, 'incidents 3 d');
    expect(file.lines[0]).toBe('id,at,times,lastAt,part,name,before,after,level,reason,endedAt,durationMs');
    const lines = file.lines.filter((line) => /,upstream,North,live,away,bad,/.test(line));
    expect(lines).toHaveLength(1);
    await dialog.getByLabel('Part').selectOption({ label: 'Sink' });
    await expect.poll(() => away.count(), patience).toBe(0);
    await dialog
      .getByRole('row', { name: /Sink crm/ })
      .first()
      .waitFor(patience);
    await dialog.getByRole('button', { name: '7 days' }).click();
    await expect.poll(() => new URL(page.url()).search, patience).toContain('incidents=sink&days=7');
    await page.goBack();
    await page.goBack();
    await away.waitFor(patience);
    await closeDialog(page);
    expect(complaints).toEqual([]);
  });

  test('a dialer, a sink and a subscriber have an address of their own, with figures and what happened to them', async () => {
    const { all, page, complaints } = shared();
    await page.goto(all.bridge.url);
    await page.locator('#upstreams').getByRole('button', { name: 'North' }).click(patience);
    const dialer = page.getByRole('dialog', { name: 'Dialer North' });
    await dialer.getByRole('row', { name: /disconnected/ }).waitFor(patience);
    expect(await dialer.getByRole('row', { name: /Sink/ }).count()).toBe(0);
    await dialer.getByRole('img', { name: /^Outcomes recorded in each minute: highest 5,/ }).waitFor(patience);
    const link = dialer.getByRole('table', { name: 'Link since the start' }).locator('tbody tr');
    await expect.poll(() => link.locator('td:nth-child(2)').allInnerTexts(), patience).toEqual(['up', 'down', 'up']);
    await link.filter({ hasText: /still so/ }).waitFor(patience);
    expect((await exported(page, 'link of North')).lines[0]).toBe('from,up,to,reason');
    await expect.poll(() => new URL(page.url()).searchParams.get('part'), patience).toBe(String.raw`dialer\North`);
    await page.goBack();
    await expect.poll(() => page.getByRole('dialog').count(), patience).toBe(0);
    await page.goto(`${all.bridge.url}/?part=${encodeURIComponent(String.raw`sink\crm`)}`);
    const sink = page.getByRole('dialog', { name: 'Sink crm' });
    await sink.getByRole('row', { name: /refuses outcomes/ }).waitFor(patience);
    await sink.getByText('Open its dead letters to see why.').waitFor(patience);
    await sink
      .getByRole('img', { name: /^Refusals and failed attempts in each minute: highest [1-9]/ })
      .waitFor(patience);
    await sink.getByRole('img', { name: /^Mean latency of a delivery/ }).waitFor(patience);
    await sink
      .getByRole('table', { name: 'Recent failures' })
      .getByRole('row', { name: /answered 422: no order.*refused for good/ })
      .first()
      .waitFor(patience);
    const minutes = (await exported(page, 'minutes of crm')).lines;
    expect(minutes[0]).toBe('from,delivered,refused,failures,latencyMeanMs,latencyMaxMs,backlogMax');
    const refusals = minutes.slice(1, -1).map((line) => Number(line.split(',')[2]));
    expect(refusals.reduce((sum, each) => sum + each, 0)).toBe(refused.length);
    await sink.getByRole('button', { name: 'Show its dead letters' }).click();
    await page.getByRole('dialog', { name: 'Dead letters of crm' }).waitFor(patience);
    await page.goBack();
    await sink.waitFor(patience);
    await closeDialog(page);
    await page.locator('#subscribers tbody th button').click();
    await page
      .getByRole('dialog', { name: /^Subscriber / })
      .getByText('everything')
      .waitFor(patience);
    await closeDialog(page);
    await page.goto(`${all.bridge.url}/?part=${encodeURIComponent(String.raw`sink\none`)}`);
    await page.getByText('It is not there now.').waitFor(patience);
    expect(complaints).toEqual([]);
  });

  test('the API is described on the page, each request under its own address, and those that read can be sent', async () => {
    const { all, page, complaints, requests } = shared();
    await page.goto(all.bridge.url);
    const isLoaded = (): boolean => requests.some((url) => /explorer.*\.js$/.test(url));
    expect(isLoaded(), 'it is loaded when it is asked for').toBe(false);
    await page.getByRole('button', { name: 'API', exact: true }).click(patience);
    const dialog = page.getByRole('dialog', { name: 'The API' });
    await dialog.getByRole('button', { name: 'GET /sinks/{name}', exact: true }).click(patience);
    expect(isLoaded()).toBe(true);
    await expect.poll(() => new URL(page.url()).searchParams.get('api'), patience).toBe('getSink');
    const send = dialog.getByRole('button', { name: 'Send' });
    expect(await send.isDisabled(), 'a part of the path must be given').toBe(true);
    await dialog.getByLabel('name', { exact: true }).fill('crm');
    await send.click();
    await dialog.getByLabel('Answer').getByText('"deadLetters": 3').waitFor(patience);
    await dialog.getByText('/api/v1/sinks/crm"').waitFor(patience);
    await dialog.getByLabel('name', { exact: true }).fill('no/such sink');
    await send.click();
    await dialog.getByText('no sink has that name').waitFor(patience);
    // The browser itself notes every answer of 404.
    expect(complaints.splice(0).every((line) => line.includes('404'))).toBe(true);
    await page.goto(`${all.bridge.url}/?api=listCampaigns`);
    await dialog.getByLabel('window').selectOption('1h');
    await send.click();
    await dialog.getByLabel('Answer').getByText('"windowMs": 3600000').waitFor(patience);
    await page.goto(`${all.bridge.url}/?api=streamLive`);
    await dialog.getByText('A stream without end: read it').waitFor(patience);
    expect(await send.count()).toBe(0);
    await page.goto(`${all.bridge.url}/?api=pauseSink`);
    await dialog.getByRole('heading', { name: 'POST /api/v1/sinks/{name}/pause' }).waitFor(patience);
    expect(await send.count(), 'what changes something is not sent from here').toBe(0);
    await closeDialog(page);
    expect(complaints).toEqual([]);
  });
});
