import { describe, expect, test } from 'vitest';
import { hasChromium } from './support/launch-browser.ts';
import { Environment } from './support/environment.ts';
import { patience, useBrowser } from './support/running-page.ts';
import { callFields, headline, search, signIn } from './support/steps.ts';
import { useShared } from './support/use-shared.ts';

const tokens = { 'reader-token': 'read', 'boss-token': 'read,unmask,write,admin', 'feeder-token': 'write' };

describe.skipIf(!hasChromium)('with tokens', () => {
  const { openForAll } = useBrowser();
  const shared = useShared(async (stack) => {
    const all = stack.use(await Environment.start({ tokens }));
    await all.dial(callFields('case-42'));
    return openForAll(all.bridge.url);
  });
  /** The browser logs rejected tokens (401); missing scopes must not show up as failed requests. */
  const others = (complaints: readonly string[]): readonly string[] =>
    complaints.filter((line) => !/status of 401/.test(line));

  test('a token without the scope read is reported, and another one is requested', async () => {
    const { page, complaints } = shared();
    await signIn(page, 'feeder-token');
    await page.getByText('The token person2 lacks the scope read.').waitFor(patience);
    await page.getByLabel('Token').waitFor(patience);
    expect(others(complaints)).toEqual([]);
  });

  test('the page asks for a token and shows the actions that it allows', async () => {
    const { page, complaints } = shared();
    await signIn(page, 'wrong-token');
    await page.getByText('this token is not known').waitFor(patience);
    await signIn(page, 'reader-token');
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
    await signIn(page, 'boss-token');
    await page.getByRole('button', { name: 'Pause crm' }).click(patience);
    await headline(page, /^crm is paused/);
    await search(page, 'Session', 'case-42');
    await page.getByLabel('Show numbers and data').check();
    await page.locator('#search tbody tr').filter({ hasText: '02079460123' }).waitFor(patience);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await signIn(page, 'reader-token');
    await headline(page, /^crm is paused/);
    expect(await page.locator('#search').innerText()).not.toContain('02079460123');
    expect(others(complaints)).toEqual([]);
  });
});
