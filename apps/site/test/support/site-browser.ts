import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, onTestFinished, test } from 'vitest';

const folders = (process.env['PATH'] ?? '').split(':');
const paths = ['chromium', 'chromium-browser', 'google-chrome'].flatMap((name) =>
  folders.map((each) => `${each}/${name}`),
);
const executablePath = paths.find((path) => existsSync(path));

/** Whether Chromium is installed. */
export const hasChromium = executablePath !== undefined;

/** Timeout of waits, sufficient for a busy machine. */
export const patience = { timeout: 60_000 };

/** A page of the site, and what the browser complained about. */
export interface SitePage {
  readonly page: Page;
  readonly complaints: readonly string[];
}

/** Starts one browser for the tests of a file. Returns a function that opens a page until the end of the test. */
export function useSiteBrowser(): (url: string) => Promise<SitePage> {
  let browser: Browser | undefined;
  test.runIf(process.env['CI'] === 'true' && !hasChromium)('chromium is there', () => {
    throw new Error('chromium is missing (Debian and Ubuntu: apt-get install chromium): NOT TESTED the site');
  });
  beforeAll(async () => {
    if (executablePath === undefined) return;
    // Chromium's sandbox does not work as root.
    browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  });
  afterAll(() => browser?.close());
  return async (url) => {
    if (browser === undefined) throw new Error('chromium is missing');
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    onTestFinished(() => page.close());
    const complaints: string[] = [];
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (said) => {
      if (said.type() === 'error') complaints.push(said.text());
    });
    await page.goto(url);
    return { page, complaints };
  };
}
