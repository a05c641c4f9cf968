/** Fewer abandoned calls than this say nothing of a rate, whatever share they are. */
export const fewestAbandonedCalls = 5;

/** Where the middle 95% of a standard normal distribution end. */
export const normalQuantile = 1.959963984540054;

/**
 * Lower end of the Wilson score interval at 95% for a share of which `hits` of `trials` were seen: the true share is below
 * it in about one of forty samples.
 *
 * Source: E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference, JASA 22 (1927), 209-212.
 */
export function wilsonLowerBound(hits: number, trials: number): number {
  if (trials === 0) return 0;
  const share = hits / trials;
  const weight = normalQuantile ** 2 / trials;
  const spread = normalQuantile * Math.sqrt((share * (1 - share) + weight / 4) / trials);
  return Math.max(0, (share + weight / 2 - spread) / (1 + weight));
}

/**
 * Whether calls are abandoned more often than `limit` (a share, 0 to 1) for certain, and not by chance in a few calls: there
 * are at least `fewestAbandonedCalls` of them, and the lower end of the Wilson interval of their share of the calls that a
 * person answered is above the limit. What abandons exactly 3% is taken for more in at most 7 of 100 looks, however few
 * calls there are. A rule that counts each call, as a regulator's may, compares `abandonRate` itself.
 */
export function isOverAbandonLimit(
  { abandoned, answered }: { readonly abandoned: number; readonly answered: number },
  limit: number,
): boolean {
  return abandoned >= fewestAbandonedCalls && wilsonLowerBound(abandoned, abandoned + answered) > limit;
}
