import type { Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { patience } from './running-page.ts';
import { Surroundings, type SurroundingsOptions } from './surroundings.ts';

/** Surroundings that are gone after the test. */
export async function surroundings(options?: SurroundingsOptions): Promise<Surroundings> {
  const all = await Surroundings.start(options);
  onTestFinished(() => all[Symbol.asyncDispose]());
  return all;
}

/** The fields of a call, told apart by its session. */
export function callFields(session: string): readonly string[] {
  const named = { TD: 'default', CN: 'Sales1', SI: session, TN: '02079460123', RE: '10', AO: '167', AN: 'Joe' };
  return Object.entries(named).flat();
}

/** Waits until the head line says so. */
export function headline(page: Page, text: RegExp | string): Promise<void> {
  return page.getByRole('heading', { level: 1 }).filter({ hasText: text }).waitFor(patience);
}

export async function search(page: Page, kind: string, text: string): Promise<void> {
  await page.getByLabel('What to search by').selectOption({ label: kind });
  await page.getByRole('searchbox', { name: kind }).fill(text);
  await page.getByRole('button', { name: 'Find' }).click();
}
