import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, onTestFinished, test } from 'vitest';
import { hasChromium, launchBrowser } from '../../../apps/dashboard/test/support/launch-browser.ts';
import { results } from './pure-packages.ts';

test.skipIf(!hasChromium)('the packages without I/O make the same of messages in Chromium as in Node', async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('pure-packages.ts', import.meta.url))],
    bundle: true,
    platform: 'browser',
    format: 'iife',
    globalName: 'pure',
    logLevel: 'error',
    write: false,
  });
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
  const inNode: unknown = JSON.parse(JSON.stringify(results()));
  expect(inNode).toMatchObject({ texts: { length: 3 }, outcomes: [{ success: true }, { success: false }, {}] });
  expect(JSON.parse(await page.evaluate('JSON.stringify(pure.results())'))).toEqual(inNode);
});
