import { describe, expect, test } from 'vitest';
import { hasChromium } from './support/browser.ts';
import { patience, useBrowser } from './support/running-page.ts';
import { callFields, headline, search, startEnvironment } from './support/steps.ts';

describe.skipIf(!hasChromium)('with tokens', () => {
  const open = useBrowser();

  test('a token without the scope read is reported, and another one is requested', async () => {
    const { bridge } = await startEnvironment({ tokens: { 'feeder-token': 'write' } });
    const { page, complaints } = await open(bridge.url);
    await page.getByLabel('Token').fill('feeder-token');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('The token person0 lacks the scope read.').waitFor(patience);
    expect(complaints.filter((line) => !/status of 401/.test(line))).toEqual([]);
  });

  test('the page asks for a token and shows the actions that it allows', async () => {
    const tokens = { 'reader-token': 'read', 'boss-token': 'read,unmask,write,admin' };
    const all = await startEnvironment({ tokens });
    await all.dial(callFields('case-42'));
    const { page, complaints } = await open(all.bridge.url);
    const signIn = async (token: string): Promise<void> => {
      await page.getByLabel('Token').fill(token);
      await page.getByRole('button', { name: 'Sign in' }).click();
    };
    await page.getByLabel('Token').waitFor(patience);
    await signIn('wrong-token');
    await page.getByText('this token is not known').waitFor(patience);
    await signIn('reader-token');
    await headline(page, 'Everything arrives');
    await page
      .getByText('person0 may not pause, resume, replay or discard: it lacks the scope admin')
      .waitFor(patience);
    expect(await page.getByRole('button', { name: 'Pause crm' }).count()).toBe(0);
    await search(page, 'Session', 'case-42');
    await page.getByText('person0 may not show numbers and data: it lacks the scope unmask').waitFor(patience);
    expect(await page.getByLabel('Show numbers and data').count()).toBe(0);
    await page.locator('#search tbody tr').filter({ hasText: '••••••••123' }).waitFor(patience);
    await page.reload();
    await headline(page, 'Everything arrives');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await signIn('boss-token');
    await page.getByRole('button', { name: 'Pause crm' }).click(patience);
    await headline(page, /^crm is paused/);
    await search(page, 'Session', 'case-42');
    await page.getByLabel('Show numbers and data').check();
    await page.locator('#search tbody tr').filter({ hasText: '02079460123' }).waitFor(patience);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await signIn('reader-token');
    await headline(page, /^crm is paused/);
    expect(await page.locator('#search').innerText()).not.toContain('02079460123');
    // The browser logs the rejected token (401); missing scopes must not show up as failed requests.
    expect(complaints.filter((line) => !/status of 401/.test(line))).toEqual([]);
  });
});
