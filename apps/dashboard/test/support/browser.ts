import { spawnSync } from 'node:child_process';
import { styleText } from 'node:util';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** Paths of Chromium on Debian, Ubuntu, Fedora and others. */
const names = ['chromium', 'chromium-browser', 'google-chrome'];

const executablePath = names
  .map((name) => spawnSync('which', [name], { encoding: 'utf8' }).stdout?.trim() ?? '')
  .find((path) => path !== '');

/** Whether Chromium is installed. Without it the tests are skipped with a message, or fail if `CI=true`. */
export const hasChromium = executablePath !== undefined;

export const chromiumIsMissing =
  'chromium is missing (Debian and Ubuntu: apt-get install chromium): NOT TESTED what people see';

if (!hasChromium) process.stderr.write(`${styleText('yellow', `SKIPPED  ${chromiumIsMissing}`)}\n`);

export function launchBrowser(): Promise<Browser> {
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    // Chromium's sandbox does not work as root.
    args: [...(isRoot ? ['--no-sandbox'] : []), '--font-render-hinting=none'],
  });
}

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
