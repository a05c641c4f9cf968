import { describe, expect, test } from 'vitest';
import type { OutcomesPage, SinkEntry } from '../src/api/types.ts';
import { hasChromium } from './support/launch-browser.ts';
import { Environment } from './support/environment.ts';
import { patience, useBrowser } from './support/running-page.ts';
import { callFields, closeDialog, focusIsOn, search } from './support/steps.ts';
import { useShared } from './support/use-shared.ts';

const markup = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>&lt;b`;
const hostile = ['CN', markup.slice(0, 80), 'AN', '<b>Joe</b>', 'DT', markup, 'ZZ', markup, 'TD', 'default'];
const digits = '{"order":12345678901234567890,"price":1.50}';
const calls = [
  callFields('case-41'),
  callFields('case-42'),
  [...callFields('case-43'), 'DT', digits],
  [...hostile, 'SI', 'case-1', 'RE', '10', 'TN', '<i>1'],
];

describe.skipIf(!hasChromium)('outcomes on the page', () => {
  const { openForAll } = useBrowser();
  const shared = useShared(async (stack) => {
    const all = stack.use(await Environment.start());
    for (const call of calls) await all.dial(call);
    return { all, ...(await openForAll(all.bridge.url)) };
  });

  test('an outcome is found by session and by number, and personal data is masked until it is unlocked', async () => {
    const {
      all: { bridge },
      page,
      complaints,
    } = shared();
    const recorded = async (): Promise<number> => (await bridge.get<OutcomesPage>('/outcomes')).outcomes.length;
    await expect.poll(recorded, patience).toBe(calls.length);
    await search(page, 'Session', 'case-42');
    const row = page.locator('#search tbody tr');
    await row.filter({ hasText: '••••••••123' }).waitFor(patience);
    await page.getByLabel('Show numbers and data').check();
    await row.filter({ hasText: '02079460123' }).waitFor(patience);
    await search(page, 'Telephone number', '0123');
    await expect.poll(() => row.count(), patience).toBe(3);
    await page.getByLabel('Show numbers and data').uncheck();
    await row.filter({ hasText: '••••••••123' }).first().waitFor(patience);
    await expect.poll(() => page.locator('#search tbody').innerText(), patience).not.toContain('02079460123');
    await search(page, 'Session', 'nobody');
    await page.getByText('Nothing found').waitFor(patience);
    expect(complaints).toEqual([]);
  });

  test('the details of an outcome show its path from the frame to sinks and subscribers', async () => {
    const {
      all: { bridge },
      page,
      complaints,
    } = shared();
    const delivered = async () => (await bridge.get<SinkEntry[]>('/sinks')).map(({ delivered: sent }) => sent);
    await expect.poll(delivered, patience).toEqual([calls.length, calls.length]);
    await search(page, 'Session', '');
    await page.getByRole('button', { name: 'case-42' }).press('Enter');
    const way = page.getByRole('dialog').locator('.way li');
    await expect.poll(() => way.count(), patience).toBe(5);
    const words = (await way.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' '));
    expect(words[0]).toContain(String.raw`Frame OZ\TDdefault\CNSales1`);
    expect(words[0]).not.toContain('02079460123');
    expect(words[1]).toBe('Dialer North');
    expect(words[2]).toMatch(/^Journal Position 1, recorded /);
    expect(words.slice(3)).toEqual(['Sink crm delivered', 'Sink archive delivered']);
    await closeDialog(page);
    await focusIsOn(page, 'case-42');
    expect(complaints).toEqual([]);
  });

  test('an address opens what it names, and the back button closes it again', async () => {
    const { all, page, complaints } = shared();
    // The browser tells of a new address a moment after the page has changed it.
    const inAddress = (name: string) => expect.poll(() => new URL(page.url()).searchParams.get(name), patience);
    await page.goto(`${all.bridge.url}/?by=agent&wanted=Joe&campaign=sales`);
    const row = page.locator('#search tbody tr');
    await expect.poll(() => row.count(), patience).toBe(3);
    await expect.poll(() => page.getByRole('searchbox', { name: 'Agent' }).inputValue(), patience).toBe('Joe');
    const filter = page.getByRole('searchbox', { name: /name contains/ });
    await expect.poll(() => filter.inputValue(), patience).toBe('sales');
    await page.getByRole('button', { name: 'case-41' }).click();
    await page.getByRole('dialog', { name: 'Outcome details' }).locator('.way').waitFor(patience);
    await inAddress('outcome').toMatch(/-\d+$/);
    const address = page.url();
    await page.goBack();
    await expect.poll(() => page.getByRole('dialog').count(), patience).toBe(0);
    await page.getByRole('button', { name: /^Dead letters of crm/ }).click();
    await page.getByRole('dialog', { name: 'Dead letters of crm' }).waitFor(patience);
    await inAddress('letters').toBe('crm');
    await closeDialog(page);
    await inAddress('letters').toBeNull();
    await search(page, 'Session', 'case-42');
    await expect.poll(() => row.count(), patience).toBe(1);
    await page.goBack();
    await expect.poll(() => row.count(), patience).toBe(3);
    await page.goto(address);
    await page.getByRole('dialog', { name: 'Outcome details' }).locator('.way').waitFor(patience);
    await closeDialog(page);
    await search(page, 'Telephone number', '0123');
    await expect.poll(() => row.count(), patience).toBe(3);
    // What else changes in the address leaves the search as it was entered.
    await filter.fill('sal');
    await inAddress('campaign').toBe('sal');
    expect(await page.getByRole('searchbox', { name: 'Telephone number' }).inputValue()).toBe('0123');
    expect(page.url(), 'a telephone number never stands in the address').not.toContain('0123');
    await page.goto(all.bridge.url);
    expect(complaints).toEqual([]);
  });

  test('data are shown with every digit that they were recorded with', async () => {
    const { page } = shared();
    await search(page, 'Session', 'case-43');
    await page.getByLabel('Show numbers and data').check();
    await page.getByRole('button', { name: 'case-43' }).press('Enter');
    await page.getByRole('dialog').getByText(digits, { exact: true }).waitFor(patience);
    await closeDialog(page);
  });

  test('markup in what a dialer sends is shown as text, and never becomes part of the page', async () => {
    const { page, complaints } = shared();
    await search(page, 'Session', 'case-1');
    await page.getByRole('button', { name: 'case-1', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('.way').waitFor(patience);
    await page.locator('#campaigns tbody').getByText('<img src=x').waitFor(patience);
    await dialog.getByText('<script>').first().waitFor(patience);
    expect(await page.locator('img[src="x"], main script, dialog script, td b, td i').count()).toBe(0);
    expect(await page.title()).not.toContain('owned');
    await closeDialog(page);
    expect(complaints).toEqual([]);
  });
});
