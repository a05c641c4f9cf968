import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** A page and its errors. */
export interface WatchedPage {
  readonly page: Page;
  /** Script and console errors, violations of the content security policy, requests to other hosts. */
  readonly complaints: string[];
  readonly requests: string[];
}

/** Opens a page and records its errors and requests. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/London', ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  const { host } = new URL(url);
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    requests.push(request.url());
    const asked = new URL(request.url());
    if (asked.protocol !== 'data:' && asked.host !== host) complaints.push(`another host: ${request.url()}`);
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      console.error(`policy broken: ${violatedDirective} ${blockedURI}`);
    });
  });
  await page.goto(url);
  return { page, complaints, requests };
}
