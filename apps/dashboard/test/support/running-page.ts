import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { chromiumIsMissing, hasChromium, launchBrowser, openPage, type WatchedPage } from './browser.ts';

/** Timeout of waits, sufficient for a busy machine. */
export const patience = { timeout: 60_000 };

/** Opens a page of the file's browser. */
export type OpenPage = (url: string, options?: BrowserContextOptions) => Promise<WatchedPage>;

/** One browser for the tests of a file. */
export interface SharedBrowser {
  /** Opens a page that is closed after the test. */
  readonly open: OpenPage;
  /** Opens a page that stays open until the last test of the file. */
  readonly openForAll: OpenPage;
}

/** Starts one browser for the tests of a file. Without Chromium fails if `CI=true`, and does nothing otherwise. */
export function useBrowser(): SharedBrowser {
  let browser: Browser | undefined;
  test.runIf(process.env['CI'] === 'true')('chromium is there', () => {
    expect(hasChromium, chromiumIsMissing).toBe(true);
  });
  beforeAll(async () => {
    if (hasChromium) browser = await launchBrowser();
  });
  afterAll(() => browser?.close());
  const openForAll: OpenPage = (url, options) => {
    if (browser === undefined) throw new Error(chromiumIsMissing);
    return openPage(browser, url, options);
  };
  const open: OpenPage = async (url, options) => {
    const watched = await openForAll(url, options);
    onTestFinished(() => watched.page.context().close());
    return watched;
  };
  return { open, openForAll };
}
