import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { chromiumIsMissing, hasChromium, launchBrowser, openPage, type WatchedPage } from './browser.ts';

/** Timeout of waits, sufficient for a busy machine. */
export const patience = { timeout: 60_000 };

/** Opens a page that is closed after the test. */
export type OpenPage = (url: string, options?: BrowserContextOptions) => Promise<WatchedPage>;

/** Starts one browser for the tests of a file. Without Chromium fails if `CI=true`, and does nothing otherwise. */
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
