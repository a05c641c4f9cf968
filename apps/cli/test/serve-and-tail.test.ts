import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { parkToken } from './support/park-token.ts';
import { runCli } from './support/start-cli.ts';
import { startProcess } from './support/start-process.ts';
import { startService } from './support/start-service.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const documented = String.raw`OZ\TXEOSales1\CNSales1\ANJoe\SI001234567890\RE10\AO167\DT`;

interface PrintedOutcome {
  readonly id: string;
  readonly sessionIdentifier: string;
  readonly reason: number;
}

function outcomes(printed: string): PrintedOutcome[] {
  return printed
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as PrintedOutcome);
}

function frames(from: number, to: number): string {
  let text = '';
  for (let number = from; number <= to; number++) text += `OZ\\CNSales1\\SI${number}\\RE${number % 30}\n`;
  return text;
}

/** Registers the token, so that what is recorded next waits for it. */
async function registerToken(address: string, token: string, words: readonly string[] = []): Promise<void> {
  const request = `EO\\TX${token}\\PS${token}\\SO\\FO\\TKregister`;
  const { printed } = await runCli(['send', address, request, '--count', '2', ...words]);
  expect(printed).toContain(`WP\\PS${token}`);
  await parkToken(address, token, words);
}

test(verifies('OZ-1', 'OZ-2', 'OZ-6', 'EO-8') + 'the documented EO and OZ go through serve and tail', async () => {
  const service = await startService(['--memory', '--feed', '-']);
  await registerToken(service.ascii, 'EOSales1');
  service.feed(`${documented}\n`);
  await service.untilCommitted(1);
  const words = ['--persist', 'EOSales1', '--count', '1', '--quiet'];
  const framed = await runCli(['tail', service.ascii, ...words, '--campaign', 'Sales1', '--format', 'frames']);
  expect(framed).toEqual({ exitCode: 0, printed: `${documented}\n`, said: '' });
});

test(verifies('TR-1') + 'the Unicode listener gives the same as JSON, csv and for people', async () => {
  const service = await startService(['--memory', '--feed', '-']);
  for (const token of ['json', 'csv', 'pretty']) await registerToken(service.unicode, token, ['--unicode']);
  service.feed(`${documented}\n`);
  await service.untilCommitted(1);
  const read = async (format: string): Promise<string> => {
    const words = ['--persist', format, '--format', format, '--count', '1', '--quiet', '--unicode'];
    return (await runCli(['tail', service.unicode, ...words])).printed;
  };
  expect(outcomes(await read('json'))).toMatchObject([
    {
      id: expect.stringMatching(/-0$|-1$/) as string,
      campaignName: 'Sales1',
      agentIdentifier: 'Joe',
      sessionIdentifier: '001234567890',
      reason: 10,
      reasonName: 'Connected',
      agentOutcome: 167,
      dontDial: false,
      success: true,
      data: '',
    },
  ]);
  const [header = '', line = ''] = (await read('csv')).split('\r\n');
  expect(header.split(',').slice(0, 5)).toEqual(['position', 'id', 'source', 'time', 'tenantDescriptor']);
  expect(line).toContain(',Sales1,001234567890,,Joe,,10,Connected,167,,false,true,"",');
  expect(await read('pretty')).toMatch(/10 Connected +Sales1 +001234567890 +Joe +- +167/);
});

test(
  verifies('PS-1', 'PS-4', 'CL-8') + '--count takes exactly that number, and the next run continues after them',
  async () => {
    const service = await startService(['--data', temporaryFolder(), '--feed', '-']);
    await registerToken(service.ascii, 'pages');
    service.feed(frames(1, 25));
    await service.untilCommitted(25);
    const read = async (count: number): Promise<string[]> => {
      const words = ['--persist', 'pages', '--rate', '10000', '--count', String(count), '--quiet'];
      return outcomes((await runCli(['tail', service.ascii, ...words])).printed).map((one) => one.sessionIdentifier);
    };
    const numbers = (from: number, to: number): string[] =>
      Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
    expect(await read(10)).toEqual(numbers(1, 10));
    expect(await read(1)).toEqual(numbers(11, 11));
    expect(await read(14)).toEqual(numbers(12, 25));
  },
);

test(verifies('RC-1') + 'without --rate tail asks for no more than 100 outcomes a second', async () => {
  const service = await startService(['--memory', '--feed', '-']);
  await registerToken(service.ascii, 'slow');
  service.feed(frames(1, 300));
  await service.untilCommitted(300);
  const startedAt = performance.now();
  const { printed } = await runCli(['tail', service.ascii, '--persist', 'slow', '--count', '250', '--quiet']);
  const seconds = (performance.now() - startedAt) / 1000;
  expect(outcomes(printed)).toHaveLength(250);
  // A tenth of a second of burst is allowed.
  expect(seconds).toBeGreaterThan(250 / 100 - 0.15);
});

test(verifies('CL-7') + 'a rejected request ends tail with its code and words', async () => {
  const service = await startService(['--memory', '--release', '10.6.200']);
  const { exitCode, printed, said } = await runCli(['tail', service.ascii, '--rate', '5', '--quiet']);
  expect({ exitCode, printed }).toEqual({ exitCode: 1, printed: '' });
  expect(said).toMatch(/^sdmp: rejected with error 9013: [^\n]+\n$/);
});

test('tail ends quietly when its reader has gone', async () => {
  const service = await startService(['--memory', '--simulate', '200/s']);
  const tail = startProcess(['tail', service.ascii, '--quiet']);
  await tail.untilPrinted(/\n/);
  tail.child.stdout?.destroy();
  expect(await tail.ended).toBe(0);
  expect(tail.said()).toBe('');
});
