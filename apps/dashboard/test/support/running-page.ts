import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openPage, type WatchedPage } from './browser.ts';
import { chromiumIsMissing, hasChromium, sharedBrowser } from './launch-browser.ts';

/** Timeout of waits, sufficient for a busy machine. */
export const patience = { timeout: 60_000 };

/** Opens a page of the browser. */
export type OpenPage = (url: string, options?: BrowserContextOptions) => Promise<WatchedPage>;

/** A browser, and the pages of a file. */
export interface SharedBrowser {
  /** Opens a page that is closed after the test. */
  readonly open: OpenPage;
  /** Opens a page that stays open until the last test of the file. */
  readonly openForAll: OpenPage;
  readonly browser: () => Browser;
}

/** Starts the browser, unless an earlier file did. Without Chromium fails if `CI=true`, and does nothing otherwise. */
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
    if (hasChromium) started = await sharedBrowser();
  });
  const opened: WatchedPage[] = [];
  afterAll(async () => {
    await Promise.all(opened.map(({ page }) => page.context().close()));
  });
  const openForAll: OpenPage = async (url, options) => {
    const watched = await openPage(browser(), url, options);
    opened.push(watched);
    return watched;
  };
  const open: OpenPage = async (url, options) => {
    const watched = await openPage(browser(), url, options);
    onTestFinished(() => watched.page.context().close());
    return watched;
  };
  return { open, openForAll, browser };
}
