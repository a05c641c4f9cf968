import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { patience } from './running-page.ts';

/** Returns the fields of a call with this session. */
export function callFields(session: string): readonly string[] {
  const named = { TD: 'default', CN: 'Sales1', SI: session, TN: '02079460123', RE: '10', AO: '167', AN: 'Joe' };
  return Object.entries(named).flat();
}

/** Waits until the headline has this text. */
export function headline(page: Page, text: RegExp | string): Promise<void> {
  return page.getByRole('heading', { level: 1 }).filter({ hasText: text }).waitFor(patience);
}

export async function search(page: Page, kind: string, text: string): Promise<void> {
  await page.getByLabel('Search by').selectOption({ label: kind });
  await page.getByRole('searchbox', { name: kind }).fill(text);
  await page.getByRole('button', { name: 'Find' }).click();
}

/** Signs in with a token on the page that asks for one. */
export async function signIn(page: Page, token: string): Promise<void> {
  await page.getByLabel('Token').fill(token, patience);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Waits until the element with the focus has this name or text. */
export async function focusIsOn(page: Page, name: string): Promise<void> {
  const focused = (): Promise<string> =>
    page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
    );
  await expect.poll(focused, patience).toBe(name);
}

/** Closes the dialog on top, and waits until no more than `left` are open. */
export async function closeDialog(page: Page, left = 0): Promise<void> {
  await page.keyboard.press('Escape');
  await expect.poll(() => page.getByRole('dialog').count(), patience).toBe(left);
}
