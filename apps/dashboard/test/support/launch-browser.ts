import { spawnSync } from 'node:child_process';
import { styleText } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

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

let launched: Promise<Browser> | undefined;

/**
 * One browser for all files that this process tests: to start one takes two seconds of processor time. It ends with the process,
 * when the pipe through which it is led closes.
 */
export function sharedBrowser(): Promise<Browser> {
  return (launched ??= launchBrowser());
}

export function launchBrowser(): Promise<Browser> {
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    // Chromium's sandbox does not work as root.
    args: [...(isRoot ? ['--no-sandbox'] : []), '--font-render-hinting=none'],
  });
}
