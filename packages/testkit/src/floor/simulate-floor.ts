import { createRandom } from '../shift/random.ts';
import { legacyData } from '../shift/legacy-data.ts';
import { telephoneNumbers } from '../shift/telephone-numbers.ts';
import { EventQueue } from './event-queue.ts';
import type { FloorEvent } from './floor-event.ts';
import { defaultFloor, floorCampaignDefaults, type FloorOptions } from './floor-options.ts';
import { RunningCampaign } from './running-campaign.ts';

const defaultShiftMs = 8 * 60 * 60_000;
const numberDigits = 8;

/**
 * Simulates the shift of a dialing floor in virtual time: campaigns with their own agents and pacing, called persons who wait for
 * an agent and put the telephone down, answering machines, attempts again, previews declined. Yields what the telephony layer and
 * the agents report, in the order of time, and right after the report that ends a call what it came to. Deterministic: it
 * depends on seed and options only.
 */
export function* simulateFloor(options: FloorOptions): Generator<FloorEvent, void, undefined> {
  const { seed, shiftMs = defaultShiftMs, campaigns = defaultFloor, tenant } = options;
  const random = createRandom(seed);
  const queue = new EventQueue();
  const happened: FloorEvent[] = [];
  const site = (seed >>> 0).toString(16).padStart(4, '0').slice(-4);
  let id = 0;
  const common = {
    queue,
    random,
    endsAt: shiftMs,
    drawNumber: telephoneNumbers(random),
    drawData: options.data === false ? () => undefined : legacyData(random),
    nextId: () => ++id,
    sessionOf: (number: number) => `${tenant ?? 'floor'}_${site}_${String(number).padStart(numberDigits, '0')}`,
  };
  let agentsSoFar = 0;
  for (const given of campaigns) {
    const campaign = { ...floorCampaignDefaults, ...given };
    const first = agentsSoFar + 1;
    agentsSoFar += campaign.agents;
    const agents = Array.from({ length: campaign.agents }, (_, index) => `Agent ${first + index}`);
    const scope = {
      tenant,
      campaign: campaign.name,
      now: () => queue.now,
      emit: (event: FloorEvent) => void happened.push(event),
    };
    new RunningCampaign({ ...common, campaign, scope, agents }).start();
  }
  do {
    yield* happened.splice(0);
  } while (queue.step());
  yield* happened;
}
