import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openPage, type WatchedPage } from './browser.ts';
import { chromiumIsMissing, hasChromium, launchBrowser } from './launch-browser.ts';

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
  readonly browser: () => Browser;
}

/** Starts one browser for the tests of a file. Without Chromium fails if `CI=true`, and does nothing otherwise. */
export function useBrowser(): SharedBrowser {
  let started: Browser | undefined;
  const browser = (): Browser => {
    if (started === undefined) throw new Error(chromiumIsMissing);
    return started;
  };
  test.runIf(process.env['CI'] === 'true')('chromium is there', () => {
    expect(hasChromium, chromiumIsMissing).toBe(true);
  });
  beforeAll(async () => {
    if (hasChromium) started = await launchBrowser();
  });
  afterAll(() => started?.close());
  const openForAll: OpenPage = (url, options) => openPage(browser(), url, options);
  const open: OpenPage = async (url, options) => {
    const watched = await openForAll(url, options);
    onTestFinished(() => watched.page.context().close());
    return watched;
  };
  return { open, openForAll, browser };
}
