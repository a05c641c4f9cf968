const minuteMs = 60_000;
const quarterMs = 15 * minuteMs;

/** Steps of time that counters are kept for. Minutes serve the short windows, quarters of an hour the day. */
export const countSteps = {
  minute: { stepMs: minuteMs, steps: 60 },
  quarter: { stepMs: quarterMs, steps: 96 },
} as const;

/**
 * Windows that figures can be asked for. A window ends now. Of the step in which it begins, the share counts that is still in
 * the window, as if its outcomes had come evenly.
 */
export const statisticsWindows = {
  '15m': { windowMs: 15 * minuteMs, resolution: 'minute', steps: 15, rateStepMs: 1000 },
  '1h': { windowMs: 60 * minuteMs, resolution: 'minute', steps: 60, rateStepMs: 10_000 },
  '24h': { windowMs: 96 * quarterMs, resolution: 'quarter', steps: 96, rateStepMs: 5 * minuteMs },
} as const;

/** Name of a window that figures can be asked for: a key of `statisticsWindows`. */
export type StatisticsWindow = keyof typeof statisticsWindows;

/** Name of every window, the shortest first: `15m`, `1h`, `24h`. */
export const statisticsWindowNames = Object.keys(statisticsWindows) as readonly StatisticsWindow[];

/** Nothing older is counted: the longest window, and the step that it is leaving. */
export const longestWindowMs = statisticsWindows['24h'].windowMs + quarterMs;
