/** How far a time that comes with an outcome may be ahead of the clock here, milliseconds: clocks differ by so much. */
export const mostAheadMs = 10 * 60_000;
/** How far back it may lie, milliseconds: ten years, so that outcomes of the past can be handed in. */
export const mostBehindMs = 3653 * 24 * 60 * 60_000;

/** Whether an outcome can have that time when it arrives at `arrival`, both in Unix milliseconds. */
export function isBelievable(time: number, arrival: number): boolean {
  return time <= arrival + mostAheadMs && time >= arrival - mostBehindMs;
}

/** Says what is wrong with a time that is not believable. */
export const unbelievableTime = `time: must not be more than ${mostAheadMs / 60_000} minutes ahead of the clock here, nor ten years back; correct it, set the clocks, or leave it out to record the time of arrival`;
