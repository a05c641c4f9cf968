import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Campaigns, SinkEntry } from '../src/api/types.ts';
import { hasChromium } from './support/browser.ts';
import { Environment } from './support/environment.ts';
import { patience, useBrowser } from './support/running-page.ts';
import { callFields, closeDialog, search } from './support/steps.ts';
import { subscribe } from './support/subscriber.ts';
import { useShared } from './support/use-shared.ts';

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
    const all = stack.use(await Environment.start());
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
});
