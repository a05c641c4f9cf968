import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { callEvents, callLife, callStates } from '../src/life/call-life.ts';
import { defaultCallReportLimits } from '../src/service/call-reports-options.ts';
import { reportKinds } from '../src/report/report-kinds.ts';

const page = readFileSync(new URL('../../../docs/calls.md', import.meta.url), 'utf8');

test('the page has the table of states and events as it is in the code', () => {
  const [, head = ''] = /\n(\| \| `none`.*)\n/.exec(page) ?? [];
  expect(head).toBe(`| | ${callStates.map((state) => `\`${state}\``).join(' | ')} |`);
  for (const event of callEvents) {
    const [, row] = new RegExp(`\\n\\| \`${event}\`: [^|]*\\| (.*) \\|\\n`).exec(page) ?? [];
    const cells = callStates.map((state) => {
      const cell = callLife[state][event];
      if ('ignored' in cell) return cell.ignored;
      if ('update' in cell) return cell.update;
      return 'outcome' in cell ? cell.outcome : cell.to;
    });
    expect(row?.split(' | '), event).toEqual(cells);
  }
});

test('the page lists each report and each limit', () => {
  for (const [name, { definition }] of Object.entries(reportKinds)) {
    const { service, interface: layer, code } = definition;
    expect(page).toContain(`| \`${service}:${layer}:${code}\` | \`${name}\` |`);
  }
  for (const name of Object.keys(defaultCallReportLimits)) expect(page).toContain(`| \`${name}\` |`);
});
