import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { hasChromium } from './support/launch-browser.ts';
import { Environment } from './support/environment.ts';
import { patience, useBrowser } from './support/running-page.ts';
import { callFields, closeDialog, signIn } from './support/steps.ts';
import { subscribe } from './support/subscriber.ts';
import { useShared } from './support/use-shared.ts';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

const screens = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 360, height: 740 },
} as const;

/** Nothing but contrast depends on the colours, so that the second scheme needs no other rule. */
const contrastOnly: RunOptions = { runOnly: ['color-contrast'] };

/** Runs axe over a part of the page. Returns its violations, one per line, and the number of rules passed. */
async function runAxe(page: Page, part: string, options: RunOptions) {
  const results = await page.evaluate(
    async ([where, asked]) => {
      type Run = (where: string, options: RunOptions) => Promise<AxeResults>;
      const { axe: checker } = globalThis as unknown as { axe: { run: Run } };
      return checker.run(where, { ...asked, resultTypes: ['violations'] });
    },
    [part, options] as const,
  );
  return {
    found: results.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
    ),
    passed: results.passes.length,
  };
}

/**
 * Checks the state that the page is in, or the dialog on top, behind which nothing can be reached: both colour schemes on both
 * screens. Returns the number of rules that passed.
 */
async function expectAccessible(page: Page, part: 'html' | 'dialog[open]' | '[role=alertdialog]'): Promise<number> {
  let rules = 0;
  for (const screen of ['phone', 'desktop'] as const) {
    await page.setViewportSize(screens[screen]);
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      const { found, passed } = await runAxe(page, part, colorScheme === 'light' ? {} : contrastOnly);
      expect(found, `${colorScheme}, ${screen}`).toEqual([]);
      rules = Math.max(rules, passed);
    }
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, 'nothing is wider than the screen').toBeLessThanOrEqual(screens[screen].width);
    for (const dialog of await page.locator('dialog').all()) {
      const [needed, there] = await dialog.evaluate(({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth]);
      expect(needed, 'the dialog is no wider than its room').toBe(there);
    }
  }
  return rules;
}

/** One page goes through its states, in this order. */
describe.skipIf(!hasChromium)('axe finds no violations', () => {
  const { openForAll } = useBrowser();
  const shared = useShared(async (stack) => {
    const all = stack.use(
      await Environment.start({ outcomesPerSecond: 5, hasSouth: true, tokens: { 'a-token': 'read,admin' } }),
    );
    all.receiver.refuses = (body) => body.includes('case-13');
    for (const session of ['case-131', 'case-132']) await all.dial(callFields(session));
    stack.use(await subscribe(all.bridge.port, 'reporting-service'));
    // axe is injected, which the page's content security policy forbids.
    const { page } = await openForAll(all.bridge.url, { bypassCSP: true });
    await page.addScriptTag({ path: axe });
    return page;
  });

  test('on the sign-in page', async () => {
    const page = shared();
    await page.getByLabel('Token').waitFor(patience);
    expect(await expectAccessible(page, 'html')).toBeGreaterThan(10);
  });

  test('on the page with a chart as a table and results of a search', async () => {
    const page = shared();
    await signIn(page, 'a-token');
    await page.locator('#campaigns tbody tr').first().waitFor(patience);
    await page.getByText('Show as a table').click();
    await page.getByRole('button', { name: 'Find' }).click();
    await page.locator('#search tbody tr').first().waitFor(patience);
    expect(await expectAccessible(page, 'html')).toBeGreaterThan(20);
  });

  test('in the details of an outcome', async () => {
    const page = shared();
    await page.locator('#search tbody tr button').first().click();
    await page.getByRole('dialog').locator('.way li').first().waitFor(patience);
    expect(await expectAccessible(page, 'dialog[open]')).toBeGreaterThan(10);
    await closeDialog(page);
  });

  test('in the day of a campaign', async () => {
    const page = shared();
    await page.locator('#campaigns tbody th button').first().click();
    await page
      .getByRole('dialog')
      .getByRole('table', { name: 'By hour' })
      .locator('tbody tr')
      .first()
      .waitFor(patience);
    // This configuration has no rules, by which anything could be counted.
    expect(await page.getByRole('dialog').getByText('By the rules').count()).toBe(0);
    expect(await expectAccessible(page, 'dialog[open]')).toBeGreaterThan(10);
    await closeDialog(page);
  });

  test('in the incidents, and in the details of a sink', async () => {
    const page = shared();
    await page.getByRole('button', { name: 'All incidents' }).click();
    await page.getByRole('dialog').locator('tbody tr').first().waitFor(patience);
    expect(await expectAccessible(page, 'dialog[open]')).toBeGreaterThan(10);
    await closeDialog(page);
    await page.locator('#sinks').getByRole('button', { name: 'crm', exact: true }).click();
    await page.getByRole('dialog').locator('tbody tr').first().waitFor(patience);
    expect(await expectAccessible(page, 'dialog[open]')).toBeGreaterThan(10);
    await closeDialog(page);
  });

  test('in the description of the API', async () => {
    const page = shared();
    await page.getByRole('button', { name: 'API', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'GET /rates', exact: true }).click(patience);
    await dialog.getByRole('button', { name: 'Send' }).click(patience);
    await dialog.getByLabel('Answer').waitFor(patience);
    expect(await expectAccessible(page, 'dialog[open]')).toBeGreaterThan(10);
    await closeDialog(page);
  });

  test('in the dead letters of a sink, and in the question before some are discarded', async () => {
    const page = shared();
    await page.getByRole('button', { name: 'Dead letters of crm: 2' }).click(patience);
    const letters = page.getByRole('dialog');
    await letters.locator('tbody tr').nth(1).waitFor(patience);
    expect(await expectAccessible(page, 'dialog[open]')).toBeGreaterThan(10);
    await letters
      .getByRole('button', { name: /^Discard / })
      .first()
      .click();
    await page.getByRole('alertdialog').waitFor(patience);
    expect(await expectAccessible(page, '[role=alertdialog]')).toBeGreaterThan(5);
  });
});
