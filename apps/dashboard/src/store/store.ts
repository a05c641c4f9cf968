import { batch, computed, effect, signal } from '@preact/signals';
import { askJson } from '../api/ask.ts';
import { ApiProblem } from '../api/problem.ts';
import type { Campaigns, Status, Tick, WindowName } from '../api/types.ts';
import { type Connection, pauseBefore } from './connection.ts';
import { FrameBatch } from './frame-batch.ts';
import { type LiveNews, readLive, readRates } from './live-stream.ts';
import { learnPermissions } from './permissions.ts';
import { chosenIn, goTo, place } from './place.ts';
import { RateSeries } from './rate-series.ts';
import { needsToken, token } from './session.ts';
import { truthOf } from '../truth/truth.ts';

const beatMs = 1000;
/** Distance of ticks that leaves a gap in the chart, after which the history is read again. */
const longestBeatMs = 2.5 * beatMs;
/** Time without data after which they are shown as old: three ticks. */
const quietMs = 3 * beatMs;
/** Time after which the history is requested again while the bridge is still counting it. */
const countingMs = 3000;

export const campaignWindows = ['15m', '1h', '24h'] as const satisfies readonly WindowName[];
const usualWindow = '15m';

/** Shows figures per campaign of a time range, which the address names. */
export function chooseWindow(window: WindowName): void {
  goTo({ window: window === usualWindow ? '' : window });
}

/** The latest data pushed by the bridge. */
export const connection = signal<Connection>({ kind: 'connecting' });
export const tick = signal<Tick | undefined>(undefined);
export const campaigns = signal<Campaigns | undefined>(undefined);
export const status = signal<Status | undefined>(undefined);
/** Time range of the figures per campaign. */
export const campaignWindow = computed(() => chosenIn(campaignWindows, place.value.window, usualWindow));
/** Changes when the bridge may have a new incident. */
export const incidentsRevision = computed(() => tick.value?.incidentsRevision);
/** The bridge's approximate time, updated once a second. */
export const now = signal(Date.now());
/** Incremented when the chart has new data. */
export const seriesRevision = signal(0);
export const series = new RateSeries();

/** The state of everything, from which rows and headline are drawn. */
export const truth = computed(() =>
  truthOf({ connection: connection.value, tick: tick.value, campaigns: campaigns.value, now: now.value }),
);

/** Difference of the bridge's clock to this machine's, milliseconds. */
let clockAhead = 0;
/** When data last came, by this machine's clock. */
let heardAt = Date.now();

/** Notices that nothing comes, and moves the time on without it. */
function lookAtClock(): void {
  const { kind } = connection.value;
  if (kind === 'open' && Date.now() - heardAt < quietMs) return;
  batch(() => {
    now.value = Date.now() + clockAhead;
    if (kind === 'open') connection.value = { kind: 'late', since: heardAt + clockAhead };
  });
}

/** The chart is to be drawn again, which has a frame of its own. */
interface ChartNews {
  readonly kind: 'chart';
}

function apply(news: readonly (LiveNews | ChartNews)[]): void {
  let hasNewPoints = false;
  batch(() => {
    for (const each of news) {
      if (each.kind === 'tick') {
        const { time, success, failure } = each.tick;
        const at = Date.parse(time);
        clockAhead = at - Date.now();
        series.add(at, success, failure);
        tick.value = each.tick;
        now.value = at;
      } else if (each.kind === 'campaigns') campaigns.value = each.campaigns;
      else if (each.kind === 'rates') series.load(each.fine, each.coarse);
      else seriesRevision.value++;
      if (each.kind === 'tick' || each.kind === 'rates') hasNewPoints = true;
    }
  });
  if (hasNewPoints) frames.add({ kind: 'chart' });
}

const frames = new FrameBatch<LiveNews | ChartNews>(apply);

function sleep(ms: number, abort: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      abort.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    abort.addEventListener('abort', end);
  });
}

async function readPast(abort: AbortSignal): Promise<void> {
  while (!abort.aborted) {
    const rates = await readRates(abort);
    frames.add(rates);
    if (rates.coarse.complete) return;
    await sleep(countingMs, abort);
  }
}

async function learnStatus(abort: AbortSignal): Promise<void> {
  status.value = await askJson<Status>('/status', { signal: abort });
}

/** Keeps the page up to date until aborted, or until the API requires a token. */
async function follow(window: WindowName, abort: AbortSignal): Promise<void> {
  let attempt = 0;
  let since: number | undefined;
  let lastTick = Number.POSITIVE_INFINITY;
  while (!abort.aborted) {
    const ended = new AbortController();
    const both = AbortSignal.any([abort, ended.signal]);
    try {
      await learnPermissions(both);
      readPast(both).catch(() => undefined);
      const live = readLive(
        window,
        (news) => {
          attempt = 0;
          since = undefined;
          heardAt = Date.now();
          if (connection.value.kind !== 'open') connection.value = { kind: 'open' };
          frames.add(news);
          if (news.kind !== 'tick') return;
          const at = Date.parse(news.tick.time);
          if (at - lastTick > longestBeatMs) readPast(both).catch(() => undefined);
          lastTick = at;
        },
        both,
      );
      await Promise.all([learnStatus(both), live]);
    } catch (error) {
      if (abort.aborted) return;
      const problem = ApiProblem.from(error);
      if (problem.status === 401 || problem.status === 403) {
        needsToken.value = problem.message;
        connection.value = { kind: 'asleep' };
        return;
      }
      attempt++;
      since ??= (tick.value === undefined ? Date.now() : heardAt) + clockAhead;
      const pause = pauseBefore(attempt);
      connection.value = { kind: 'lost', since, retryAt: Date.now() + clockAhead + pause, reason: problem.message };
      await sleep(pause, abort);
    } finally {
      ended.abort();
    }
  }
}

const isVisible = signal(document.visibilityState === 'visible');

/** Follows the bridge while the page is visible. Restarts with another time range or token. */
export function startStore(): void {
  document.addEventListener('visibilitychange', () => {
    isVisible.value = document.visibilityState === 'visible';
  });
  effect(() => {
    // A tab in the background closes the stream, and reads the history when it becomes visible again.
    if (!isVisible.value || needsToken.value !== undefined) return;
    void token.value;
    const stopping = new AbortController();
    const clock = setInterval(lookAtClock, beatMs);
    void follow(campaignWindow.value, stopping.signal);
    return () => {
      clearInterval(clock);
      stopping.abort();
    };
  });
}
