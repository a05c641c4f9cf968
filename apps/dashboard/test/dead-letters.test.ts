import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { SinkEntry } from '../src/api/types.ts';
import { hasChromium } from './support/launch-browser.ts';
import { Environment } from './support/environment.ts';
import { patience, useBrowser } from './support/running-page.ts';
import { callFields, closeDialog, focusIsOn, signIn } from './support/steps.ts';
import { useShared } from './support/use-shared.ts';

const tokens = { 'reader-token': 'read', 'boss-token': 'read,admin' };

async function openLetters(page: Page, count: number) {
  await page.getByRole('button', { name: `Dead letters of crm: ${count}` }).click(patience);
  const rows = page.getByRole('dialog', { name: 'Dead letters of crm' }).locator('.letters tbody tr');
  await expect.poll(() => rows.count(), patience).toBe(count);
  return rows;
}

/** Returns the accessible name and description of the element with a role. */
async function heard(page: Page, role: string): Promise<readonly unknown[]> {
  const session = await page.context().newCDPSession(page);
  const { root } = await session.send('DOM.getDocument');
  const { nodes } = await session.send('Accessibility.queryAXTree', { nodeId: root.nodeId, role });
  return nodes.map(({ name, description }) => [name?.value, description?.value] as const);
}

/** The receiver refuses the calls of three sessions and takes one. The tests follow one another on the same page. */
describe.skipIf(!hasChromium)('dead letters', () => {
  const { open, openForAll } = useBrowser();
  const shared = useShared(async (stack) => {
    const all = stack.use(await Environment.start({ tokens }));
    all.receiver.refuses = (body) => body.includes('case-13');
    all.receiver.refusal = { status: 422, text: '{"error":"number 02079460123 is blocked"}' };
    for (const session of ['case-130', 'case-131', 'case-132', 'case-14']) await all.dial(callFields(session));
    const watched = await openForAll(all.bridge.url);
    await signIn(watched.page, 'boss-token');
    const letters = async () => (await all.bridge.get<SinkEntry>('/sinks/crm', 'boss-token')).deadLetters;
    return { all, ...watched, letters };
  });
  /** The browser logs that the first request had no token (401). */
  const complaints = (): readonly string[] => shared().complaints.filter((line) => !/status of 401/.test(line));

  test('rejected outcomes are listed with their reason, masked, and can be opened', async () => {
    const { page } = shared();
    const rows = await openLetters(page, 3);
    const words = await rows.first().innerText();
    expect(words).toMatch(/case-130\s+••••••••123\s+Sales1\s+\S+ answered 422: \{"error":"number ••• is blocked"\}/);
    expect(words).not.toContain('02079460123');
    await rows.first().getByRole('button', { name: 'case-130', exact: true }).press('Enter');
    const way = page.getByRole('dialog', { name: 'Outcome details' }).locator('.way li');
    await way.filter({ hasText: /Sink crm\s*rejected: a dead letter: \S+ answered 422/ }).waitFor(patience);
    await closeDialog(page, 1);
    await focusIsOn(page, 'case-130');
    expect(complaints()).toEqual([]);
  });

  test('they are shown by cause, above the rows; a cause shows its own', async () => {
    const { all, page, letters } = shared();
    all.receiver.refuses = () => true;
    all.receiver.refusal = { status: 400, text: 'no such campaign' };
    for (const session of ['case-161', 'case-162']) await all.dial(callFields(session));
    await expect.poll(letters, patience).toBe(5);
    await page.keyboard.press('Escape');
    const rows = await openLetters(page, 5);
    const dialog = page.getByRole('dialog');
    const unknown = dialog.getByRole('button', { name: /^\S+ answered 400: no such campaign$/ });
    const blocked = dialog.getByRole('button', { name: /^\S+ answered 422: \{"error":"number … is blocked"\}$/ });
    await blocked.waitFor(patience);
    const below = await Promise.all(
      [unknown, dialog.getByRole('button', { name: 'Replay all' }), rows.first()].map((each) => each.boundingBox()),
    );
    const tops = below.map((box) => box?.y ?? Number.NaN);
    expect(tops).toEqual(tops.toSorted((a, b) => a - b));
    await unknown.click();
    await expect.poll(() => rows.count(), patience).toBe(2);
    await dialog.getByRole('button', { name: 'Show every cause' }).click();
    await expect.poll(() => rows.count(), patience).toBe(5);
    await dialog.getByRole('button', { name: /^Discard group: \S+ answered 400/ }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click();
    await page.getByText('2 dead letters were discarded.').waitFor(patience);
    await expect.poll(() => rows.count(), patience).toBe(3);
    expect(await letters()).toBe(3);
    all.receiver.refuses = (body) => body.includes('case-13');
    expect(complaints()).toEqual([]);
  });

  test('the open list follows what is refused meanwhile, and the focus stays', async () => {
    const { all, page, letters } = shared();
    const dialog = page.getByRole('dialog', { name: 'Dead letters of crm' });
    const rows = dialog.locator('.letters tbody tr');
    const causes = dialog.locator('.letter-groups tbody th');
    await expect.poll(() => causes.count(), patience).toBe(1);
    await page.getByRole('button', { name: 'Discard case-131' }).focus();
    all.receiver.refuses = () => true;
    all.receiver.refusal = { status: 409, text: 'twice' };
    for (const session of ['case-171', 'case-172', 'case-173', 'case-174']) await all.dial(callFields(session));
    await expect.poll(() => rows.count(), patience).toBe(7);
    // The group that was shown first stays first, although the new one is larger.
    await expect
      .poll(() => causes.allInnerTexts(), patience)
      .toEqual([expect.stringContaining('answered 422'), expect.stringContaining('answered 409: twice')]);
    await focusIsOn(page, 'Discard case-131');
    const posted = JSON.stringify({ cause: (await causes.last().innerText()).trim() });
    const headers = { authorization: 'Bearer boss-token', 'content-type': 'application/json' };
    const discard = `${all.bridge.url}/api/v1/sinks/crm/dead-letters/discard`;
    expect((await fetch(discard, { method: 'POST', headers, body: posted })).status, 'discarded by somebody else').toBe(
      200,
    );
    await expect.poll(() => rows.count(), patience).toBe(3);
    await expect.poll(() => causes.count(), patience).toBe(1);
    await focusIsOn(page, 'Discard case-131');
    expect(await letters()).toBe(3);
    all.receiver.refuses = (body) => body.includes('case-13');
    expect(complaints()).toEqual([]);
  });

  test('a token with only the scope read sees them and the missing scope', async () => {
    const { page } = await open(shared().all.bridge.url);
    await signIn(page, 'reader-token');
    await openLetters(page, 3);
    const dialog = page.getByRole('dialog');
    await dialog.getByText('person0 may not replay or discard: it lacks the scope admin').waitFor(patience);
    expect(await dialog.getByRole('button', { name: /Replay|Discard/ }).count()).toBe(0);
  });

  test('one is discarded with the keyboard, after a confirmation that is read out and can be cancelled', async () => {
    const { page, letters } = shared();
    const rows = page.getByRole('dialog', { name: 'Dead letters of crm' }).locator('.letters tbody tr');
    await page.getByRole('button', { name: 'Discard case-131' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('alertdialog').waitFor(patience);
    expect(await heard(page, 'alertdialog')).toEqual([
      ['Discard case-131?', 'It will not be sent to this sink again. The outcome stays in the journal.'],
    ]);
    await focusIsOn(page, 'Cancel');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('alertdialog').count(), patience).toBe(0);
    await focusIsOn(page, 'Discard case-131');
    expect(await letters()).toBe(3);

    await page.keyboard.press('Enter');
    await focusIsOn(page, 'Cancel');
    await page.keyboard.press('Tab');
    await focusIsOn(page, 'Discard');
    await page.keyboard.press('Enter');
    await page.getByText('1 dead letter was discarded.').waitFor(patience);
    await expect.poll(() => rows.count(), patience).toBe(2);
    await focusIsOn(page, '1 dead letter was discarded.');
    expect(await letters()).toBe(2);

    await page.getByRole('button', { name: 'Discard all' }).press('Enter');
    await page.getByRole('alertdialog', { name: 'Discard all 2 dead letters of crm?' }).waitFor(patience);
    await focusIsOn(page, 'Cancel');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByRole('alertdialog').count(), patience).toBe(0);
    expect(await letters()).toBe(2);
    expect(complaints()).toEqual([]);
  });

  test('one is replayed, then all remaining ones', async () => {
    const {
      all: { receiver },
      page,
      letters,
    } = shared();
    const rows = page.getByRole('dialog', { name: 'Dead letters of crm' }).locator('.letters tbody tr');
    await page.getByRole('button', { name: 'Replay case-130' }).click();
    await page.getByText('0 outcomes were accepted.').waitFor(patience);
    expect(await rows.count()).toBe(2);
    receiver.refuses = () => false;
    await page.getByRole('button', { name: 'Replay case-130' }).click();
    await page.getByText('1 outcome was accepted.').waitFor(patience);
    await expect.poll(() => rows.count(), patience).toBe(1);
    await page.getByRole('button', { name: 'Replay all' }).click();
    await page.getByText('1 outcome was accepted.').waitFor(patience);
    await page.getByText('There are no dead letters').waitFor(patience);
    expect(await letters()).toBe(0);
    expect(complaints()).toEqual([]);
  });

  test('all are discarded at once', async () => {
    const { all, page, letters } = shared();
    await closeDialog(page);
    // The row still shows those that were replayed until the next figures arrive.
    await page.getByRole('button', { name: 'Dead letters of crm: 0' }).waitFor(patience);
    all.receiver.refuses = () => true;
    for (const session of ['case-151', 'case-152']) await all.dial(callFields(session));
    await openLetters(page, 2);
    await page.getByRole('button', { name: 'Discard all' }).press('Enter');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).press('Enter');
    await page.getByText('There are no dead letters').waitFor(patience);
    expect(await letters()).toBe(0);
    expect(complaints()).toEqual([]);
  });
});
