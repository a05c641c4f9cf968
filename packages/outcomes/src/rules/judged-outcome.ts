/** What rules look at of an outcome. */
export interface JudgedOutcome {
  /** RE; undefined when absent. */
  readonly reason: number | undefined;
  /** AO; undefined when absent. */
  readonly agentOutcome: number | undefined;
  /** Whether it was recorded as a success. */
  readonly success: boolean;
  /** Amount that the agent reported (CO); undefined when absent or no number. */
  readonly conversion: number | undefined;
}
