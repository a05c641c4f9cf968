const minuteMs = 60_000;
const quarterMs = 15 * minuteMs;

/** Steps of time that counters are kept for. Minutes serve the short windows, quarters of an hour the day. */
export const countSteps = {
  minute: { stepMs: minuteMs, steps: 60 },
  quarter: { stepMs: quarterMs, steps: 96 },
} as const;

/**
 * Windows that figures can be asked for. A window ends now and begins at the start of a step: it is at most one step shorter
 * than its name says.
 */
export const statisticsWindows = {
  '15m': { windowMs: 15 * minuteMs, resolution: 'minute', steps: 15, rateStepMs: 1000 },
  '1h': { windowMs: 60 * minuteMs, resolution: 'minute', steps: 60, rateStepMs: 10_000 },
  '24h': { windowMs: 96 * quarterMs, resolution: 'quarter', steps: 96, rateStepMs: 5 * minuteMs },
} as const;

export type StatisticsWindow = keyof typeof statisticsWindows;

export const statisticsWindowNames = Object.keys(statisticsWindows) as readonly StatisticsWindow[];

/** Nothing older is counted. */
export const longestWindowMs = statisticsWindows['24h'].windowMs;
