import { readFileSync } from 'node:fs';
import { metricOf } from '@sdmp/events';
import { expect, test } from 'vitest';
import { feedEvents } from '../src/serve/feed-events.ts';

test('the events of a feed are documented: each of them, and no others', () => {
  const documentation = readFileSync(new URL('../../../docs/reliability.md', import.meta.url), 'utf8');
  const [, part = ''] = documentation.split('\n## Feed\n');
  const [text = ''] = part.split('\n## ');
  const rows = Array.from(
    text.matchAll(/^\| `(\w+)` \|[^|]*\|[^|]*\| `(\w+)` \| (\w+): `([^`|]*)` \|$/gm),
    ([, event, metric, level, line]) => ({ event, metric, level, line }),
  );
  const defined = Object.entries(feedEvents).map(([event, { level, line }]) => ({
    event,
    metric: `sdmp_serve_${metricOf(event)}`,
    level,
    line,
  }));
  expect(rows).toEqual(defined);
});
