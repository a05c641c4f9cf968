import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { chromiumIsMissing, hasChromium, launchBrowser, openPage, type WatchedPage } from './browser.ts';

/** How long something may take to be seen on a busy machine. */
export const patience = { timeout: 60_000 };

/** Opens a page of its own, closed after the test. */
export type OpenPage = (url: string, options?: BrowserContextOptions) => Promise<WatchedPage>;

/** One browser for the tests of a file; without Chromium a failure with `CI=true`, and nothing otherwise. */
export function useBrowser(): OpenPage {
  let browser: Browser | undefined;
  test.runIf(process.env['CI'] === 'true')('chromium is there', () => {
    expect(hasChromium, chromiumIsMissing).toBe(true);
  });
  beforeAll(async () => {
    if (hasChromium) browser = await launchBrowser();
  });
  afterAll(() => browser?.close());
  return async (url, options) => {
    if (browser === undefined) throw new Error(chromiumIsMissing);
    const watched = await openPage(browser, url, options);
    onTestFinished(() => watched.page.context().close());
    return watched;
  };
}
