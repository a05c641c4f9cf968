/** A queue with Poisson arrivals, exponential service and exponential patience, in the state that it settles in. */
export interface Queue {
  /** Arrivals a second. */
  readonly arrivals: number;
  readonly agents: number;
  /** Mean service, seconds. */
  readonly service: number;
  /** Mean patience, seconds; Infinity: nobody gives up. */
  readonly patience: number;
}

export interface QueueFigures {
  /** Share of the arrivals that find no agent free. */
  readonly waits: number;
  /** Share of the arrivals that give up. */
  readonly givesUp: number;
  /** Mean wait of all arrivals, those that give up included, seconds. */
  readonly meanWait: number;
  /** Share of the agents' time that they talk. */
  readonly occupancy: number;
}

const farOut = 5000;

/**
 * Erlang A by the balance of neighbouring states: the share of time with k persons there, times the arrival rate, equals
 * that with k + 1 times the rate at which one of them leaves. Without patience it is Erlang B, without an end of it Erlang C.
 */
export function erlangA({ arrivals, agents, service, patience }: Queue): QueueFigures {
  const shares = [1];
  let last = 1;
  for (let there = 1; there <= farOut; there++) {
    const leaving = Math.min(there, agents) / service + Math.max(0, there - agents) / patience;
    last *= arrivals / leaving;
    shares.push(last);
  }
  const total = shares.reduce((sum, share) => sum + share, 0);
  const mean = (read: (there: number) => number): number =>
    shares.reduce((sum, share, there) => sum + share * read(there), 0) / total;
  const queued = mean((there) => Math.max(0, there - agents));
  return {
    waits: mean((there) => (there >= agents ? 1 : 0)),
    givesUp: queued / patience / arrivals,
    meanWait: queued / arrivals,
    occupancy: mean((there) => Math.min(there, agents)) / agents,
  };
}

/** Erlang C in closed form: the share of arrivals that wait where nobody gives up. */
export function erlangC(load: number, agents: number): number {
  let term = 1;
  let sum = 1;
  for (let there = 1; there < agents; there++) sum += term *= load / there;
  const waiting = ((term * load) / agents) * (agents / (agents - load));
  return waiting / (sum + waiting);
}

/** Erlang B in closed form: the share of arrivals that find all agents busy where nobody waits. */
export function erlangB(load: number, agents: number): number {
  let blocked = 1;
  for (let there = 1; there <= agents; there++) blocked = (load * blocked) / (there + load * blocked);
  return blocked;
}
