import type { FloorCampaign } from './floor-options.ts';

/** What there is to pace a campaign by. */
export interface FloorLoad {
  /** Agents who wait for a call. */
  readonly free: number;
  readonly busy: number;
  /** Persons who wait for an agent. */
  readonly waiting: number;
  /** Numbers that ring. */
  readonly ringing: number;
}

/** How quickly older calls stop to count for the abandoned share, and how strongly it moves the pace: per answered call. */
const memoryOfCalls = 400;
const gain = 0.02;
const [slowest, fastest] = [0.2, 3];

/** Paces a predictive campaign: dials ahead of the agents, and the less the more calls were abandoned lately. */
export class PredictivePace {
  readonly #campaign: FloorCampaign;
  #ratio = 1;
  #abandonedShare: number;

  constructor(campaign: FloorCampaign) {
    this.#campaign = campaign;
    this.#abandonedShare = campaign.abandonTarget;
  }

  answered(): void {
    this.#note(0);
  }

  abandoned(): void {
    this.#note(1);
  }

  /** How many numbers to dial now. */
  due({ free, busy, waiting, ringing }: FloorLoad): number {
    const { answerRate, machineRate, machineDetection, ringMs, talkMs, wrapMs } = this.#campaign;
    const soonFree = busy * (1 - Math.exp(-ringMs / (talkMs + wrapMs)));
    const reachingAgents = answerRate + machineRate * (1 - machineDetection);
    const wanted = (this.#ratio * Math.max(0, free + soonFree - waiting)) / Math.max(reachingAgents, 0.01);
    return Math.max(0, Math.floor(wanted - ringing));
  }

  #note(abandoned: number): void {
    const { abandonTarget } = this.#campaign;
    this.#abandonedShare += (abandoned - this.#abandonedShare) / memoryOfCalls;
    const excess = (this.#abandonedShare - abandonTarget) / Math.max(abandonTarget, 0.001);
    this.#ratio = Math.min(fastest, Math.max(slowest, this.#ratio * (1 - gain * Math.max(-1, Math.min(1, excess)))));
  }
}
