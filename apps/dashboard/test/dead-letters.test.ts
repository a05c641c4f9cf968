import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { SinkEntry } from '../src/api/types.ts';
import { hasChromium } from './support/browser.ts';
import { patience, useBrowser } from './support/running-page.ts';
import { callFields, startEnvironment } from './support/steps.ts';
import type { Environment, EnvironmentOptions } from './support/environment.ts';

/** Starts a bridge whose receiver rejects the calls of three sessions and accepts one. */
async function withLetters(options?: EnvironmentOptions): Promise<Environment> {
  const all = await startEnvironment(options);
  all.receiver.refuses = (body) => body.includes('case-13');
  for (const session of ['case-130', 'case-131', 'case-132', 'case-14']) await all.dial(callFields(session));
  return all;
}

async function openLetters(page: Page) {
  await page.getByRole('button', { name: 'Dead letters of crm: 3' }).click(patience);
  const rows = page.getByRole('dialog', { name: 'Dead letters of crm' }).locator('tbody tr');
  await rows.nth(2).waitFor(patience);
  return rows;
}

/** Returns the accessible name and description of the element with a role. */
async function heard(page: Page, role: string): Promise<readonly unknown[]> {
  const session = await page.context().newCDPSession(page);
  const { root } = await session.send('DOM.getDocument');
  const { nodes } = await session.send('Accessibility.queryAXTree', { nodeId: root.nodeId, role });
  return nodes.map(({ name, description }) => [name?.value, description?.value] as const);
}

function focused(page: Page): Promise<string> {
  return page.evaluate(
    () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
  );
}

describe.skipIf(!hasChromium)('dead letters', () => {
  const open = useBrowser();

  test('rejected outcomes are listed with their reason, masked, and can be opened', async () => {
    const all = await withLetters();
    const { page, complaints } = await open(all.bridge.url);
    const rows = await openLetters(page);
    const words = await rows.first().innerText();
    expect(words).toMatch(/case-130\s+••••••••123\s+Sales1\s+\S+ answered 422/);
    expect(words).not.toContain('02079460123');
    await rows.first().getByRole('button', { name: 'case-130', exact: true }).press('Enter');
    const way = page.getByRole('dialog', { name: 'Outcome details' }).locator('.way li');
    await way.filter({ hasText: /Sink crm\s*rejected: a dead letter: \S+ answered 422/ }).waitFor(patience);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count(), patience).toBe(1);
    expect(await focused(page)).toBe('case-130');
    expect(complaints).toEqual([]);
  });

  test('one is replayed, then all remaining ones', async () => {
    const all = await withLetters();
    const { page, complaints } = await open(all.bridge.url);
    const rows = await openLetters(page);
    await page.getByRole('button', { name: 'Replay case-131' }).click();
    await page.getByText('0 outcomes were accepted.').waitFor(patience);
    expect(await rows.count()).toBe(3);
    all.receiver.refuses = () => false;
    await page.getByRole('button', { name: 'Replay case-131' }).click();
    await page.getByText('1 outcome was accepted.').waitFor(patience);
    await expect.poll(() => rows.count(), patience).toBe(2);
    await page.getByRole('button', { name: 'Replay all' }).click();
    await page.getByText('2 outcomes were accepted.').waitFor(patience);
    await page.getByText('There are no dead letters').waitFor(patience);
    expect((await all.bridge.get<SinkEntry>('/sinks/crm')).deadLetters).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('one is discarded with the keyboard, after a confirmation that is read out and can be cancelled', async () => {
    const all = await withLetters();
    const { page, complaints } = await open(all.bridge.url);
    const rows = await openLetters(page);
    const letters = async (): Promise<number> => (await all.bridge.get<SinkEntry>('/sinks/crm')).deadLetters;
    await page.getByRole('button', { name: 'Discard case-131' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('alertdialog').waitFor(patience);
    expect(await heard(page, 'alertdialog')).toEqual([
      ['Discard case-131?', 'It will not be sent to this sink again. The outcome stays in the journal.'],
    ]);
    await expect.poll(() => focused(page), patience).toBe('Cancel');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('alertdialog').count(), patience).toBe(0);
    expect(await focused(page)).toBe('Discard case-131');
    expect(await letters()).toBe(3);

    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page), patience).toBe('Cancel');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Discard');
    await page.keyboard.press('Enter');
    await page.getByText('1 dead letter was discarded.').waitFor(patience);
    await expect.poll(() => rows.count(), patience).toBe(2);
    await expect.poll(() => focused(page), patience).toBe('1 dead letter was discarded.');
    expect(await letters()).toBe(2);

    await page.getByRole('button', { name: 'Discard all' }).press('Enter');
    await page.getByRole('alertdialog', { name: 'Discard all 2 dead letters of crm?' }).waitFor(patience);
    await expect.poll(() => focused(page), patience).toBe('Cancel');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByRole('alertdialog').count(), patience).toBe(0);
    expect(await letters()).toBe(2);
    await page.getByRole('button', { name: 'Discard all' }).press('Enter');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).press('Enter');
    await page.getByText('There are no dead letters').waitFor(patience);
    expect(await letters()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('a token with only the scope read sees them and the missing scope', async () => {
    const all = await withLetters({ tokens: { 'reader-token': 'read' } });
    const { page } = await open(all.bridge.url);
    await page.getByLabel('Token').fill('reader-token');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await openLetters(page);
    const dialog = page.getByRole('dialog');
    await dialog.getByText('person0 may not replay or discard: it lacks the scope admin').waitFor(patience);
    expect(await dialog.getByRole('button', { name: /Replay|Discard/ }).count()).toBe(0);
  });
});
