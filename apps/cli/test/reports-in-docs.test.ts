import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from './support/start-cli.ts';
import { twoWeeks, twoWeeksJournal } from './support/two-weeks.ts';

const folder = new URL('../../../docs/reports/', import.meta.url);
const isUpdate = process.env['UPDATE_REPORTS'] === '1';

const november = ['--since', '2026-11-16', '--until', '2026-11-21', '--zone', 'Europe/London'];
const all = ['--zone', 'Europe/London'];

/** Files of docs/reports, and what prints them. */
const reports = {
  'rates.txt': ['rates', ...all],
  'rates.csv': ['rates', ...all, '--format', 'csv'],
  'rates.json': ['rates', ...all, '--format', 'json'],
  'rates.html': ['rates', ...all, '--format', 'html'],
  'rates-by-agent.txt': ['rates', ...all, '--by', 'agent', '--campaign', 'Sales1'],
  'rates-by-hour.txt': ['rates', ...all, '--by', 'hour'],
  'rates-by-reason.txt': ['rates', ...all, '--by', 'reason'],
  'compare.txt': ['compare', ...november],
  'compare.html': ['compare', ...november, '--format', 'html'],
  'heatmap.txt': ['heatmap', ...all, '--of', 'contact'],
  'heatmap.html': ['heatmap', ...all, '--of', 'contact', '--format', 'html'],
  'abandoned.txt': ['abandoned', ...november, '--rule', 'ofcom'],
  'abandoned.html': ['abandoned', ...november, '--rule', 'ofcom', '--format', 'html'],
  'do-not-call.txt': ['do-not-call', ...november, '--campaign', 'Renewals'],
} as const;

const directory = mkdtempSync(join(tmpdir(), 'sdmp-reports-'));
afterAll(() => rmSync(directory, { recursive: true }));
beforeAll(async () => {
  await twoWeeksJournal(twoWeeks(), directory);
  if (isUpdate) mkdirSync(folder, { recursive: true });
});

// UPDATE_REPORTS=1 writes them anew.
test.each(Object.entries(reports))('docs/reports/%s is what the program prints', async (file, [report, ...words]) => {
  const { exitCode, printed, said } = await runCli(['report', report, directory, ...words]);
  expect([exitCode, said]).toEqual([0, '']);
  const text = printed.replaceAll(directory, './outcomes');
  const path = new URL(file, folder);
  if (isUpdate) writeFileSync(path, text);
  expect(text).toBe(readFileSync(path, 'utf8'));
});

test('docs/reports holds nothing else', () => {
  expect(readdirSync(folder).toSorted()).toEqual(Object.keys(reports).toSorted());
});
