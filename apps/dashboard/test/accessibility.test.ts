import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium } from './support/browser.ts';
import { patience, useBrowser } from './support/running-page.ts';
import { callFields } from './support/steps.ts';
import { subscribe } from './support/subscriber.ts';
import { Environment } from './support/environment.ts';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Runs axe. Returns its violations, one per line, and the number of rules checked. */
async function violations(page: Page): Promise<{ readonly found: readonly string[]; readonly passed: number }> {
  const results = await page.evaluate(async () => {
    const { axe: checker } = globalThis as unknown as { axe: { run: () => Promise<AxeResults> } };
    return checker.run();
  });
  return {
    found: results.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
    ),
    passed: results.passes.length,
  };
}

const screens = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 360, height: 740 },
} as const;
const cases = (['light', 'dark'] as const).flatMap((colours) =>
  (['desktop', 'phone'] as const).map((screen) => ({ colours, screen })),
);

describe.skipIf(!hasChromium)('accessibility', () => {
  const open = useBrowser();
  let all: Environment | undefined;
  beforeAll(async () => {
    all = await Environment.start({ outcomesPerSecond: 200, hasSouth: true });
    all.receiver.refuses = (body) => body.includes('case-13');
    for (const session of ['case-131', 'case-132']) await all.dial(callFields(session));
    await subscribe(all.bridge.port, 'reporting-service');
  });
  afterAll(() => all?.[Symbol.asyncDispose]());

  test.each(cases)('axe finds no violations, $colours on a $screen', async ({ colours, screen }) => {
    const { bridge } = all ?? (await Environment.start());
    // axe is injected, which the page's content security policy forbids.
    const { page } = await open(bridge.url, { viewport: screens[screen], colorScheme: colours, bypassCSP: true });
    await page.addScriptTag({ path: axe });
    await page.locator('#campaigns tbody tr').first().waitFor(patience);
    await page.getByText('Show as a table').click();
    await page.getByRole('button', { name: 'Find' }).click();
    await page.locator('#search tbody tr').first().waitFor(patience);
    const whole = await violations(page);
    expect(whole.found).toEqual([]);
    expect(whole.passed).toBeGreaterThan(20);
    await page.locator('#search tbody tr button').first().click();
    await page.getByRole('dialog').locator('.way li').first().waitFor(patience);
    expect((await violations(page)).found).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Dead letters of crm: 2' }).click(patience);
    const letters = page.getByRole('dialog');
    await letters.locator('tbody tr').nth(1).waitFor(patience);
    expect((await violations(page)).found).toEqual([]);
    await letters
      .getByRole('button', { name: /^Discard / })
      .first()
      .click();
    await page.getByRole('alertdialog').waitFor(patience);
    expect((await violations(page)).found).toEqual([]);
    await page.keyboard.press('Escape');
    const [needed, there] = await letters.evaluate(({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth]);
    expect(needed, 'the dialog is no wider than its room').toBe(there);
    await page.keyboard.press('Escape');
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, 'nothing is wider than the screen').toBeLessThanOrEqual(screens[screen].width);
  });

  test('axe finds no violations on the sign-in page', async () => {
    await using guarded = await Environment.start({ tokens: { 'a-token': 'read' } });
    const { page } = await open(guarded.bridge.url, { bypassCSP: true });
    await page.addScriptTag({ path: axe });
    await page.getByLabel('Token').waitFor(patience);
    expect((await violations(page)).found).toEqual([]);
  });
});
