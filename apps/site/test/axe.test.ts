import { describe, expect, onTestFinished, test } from 'vitest';
import { site } from '../pages.ts';
import { addressOf } from './support/address-of.ts';
import { violationsOf } from './support/axe.ts';
import { serveSite } from './support/built-site.ts';
import { hasChromium, useSiteBrowser } from './support/site-browser.ts';

/** A page of each part, and one with diagrams. */
const ofEachPart = [...site.map(({ pages }) => addressOf(pages.at(-1)?.page ?? '')), '/concepts.html'];
/** Dark differs in its colours alone: text, tables, code, diagrams and declarations have some. */
const ofEachColour = ['/guides/subscribe.html', '/concepts.html', '/api/sinks/files.html'];

describe.skipIf(!hasChromium)('in a browser', () => {
  const open = useSiteBrowser();

  test.each([
    ['light', ofEachPart],
    ['dark', ofEachColour],
  ] as const)(
    'axe finds no violations on any kind of page, %s',
    { timeout: 600_000 },
    async (colorScheme, addresses) => {
      const server = await serveSite();
      onTestFinished(() => server[Symbol.asyncDispose]());
      const { page } = await open(server.url);
      await page.emulateMedia({ colorScheme });
      const found: Record<string, readonly string[]> = {};
      for (const address of addresses) {
        await page.goto(server.url + address);
        const violations = await violationsOf(page);
        if (violations.length > 0) found[address] = violations;
      }
      expect(addresses.length).toBeGreaterThanOrEqual(3);
      expect(found).toEqual({});
    },
  );
});
