import type { Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { patience } from './running-page.ts';
import { Environment, type EnvironmentOptions } from './environment.ts';

/** Starts an environment that is stopped after the test. */
export async function startEnvironment(options?: EnvironmentOptions): Promise<Environment> {
  const all = await Environment.start(options);
  onTestFinished(() => all[Symbol.asyncDispose]());
  return all;
}

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
