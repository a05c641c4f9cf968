import { readInProcess } from '../peers/read-in-process.ts';
import { startServiceProcess } from '../service/service-process.ts';
import { bytesMovedBy } from '../system/process-figures.ts';
import type { Order } from './fill-process.ts';
import { filledJournal, parkedToken } from './filled-journal.ts';

const campaigns = 1000;
const timeLimitMs = 60_000;

export interface OneCampaignFigures {
  readonly order: Order;
  readonly outcomes: number;
  readonly received: number;
  readonly seconds: number;
  readonly bytesWritten: number;
  readonly bytesRead: number;
}

/** Measures what a service reads from its files for a subscriber to one of a thousand campaigns. */
export async function measureOneCampaign(outcomes: number, order: Order): Promise<OneCampaignFigures> {
  const campaignName = `C${campaigns / 2}`;
  await using folder = await filledJournal({ outcomes, campaigns: { count: campaigns, order } }, { campaignName });
  await using service = await startServiceProcess({ folder: folder.path });
  const before = await bytesMovedBy(service.pid);
  const job = { port: service.port, count: outcomes / campaigns, timeLimitMs, persistToken: parkedToken, campaignName };
  const { received, seconds } = await readInProcess('sdmpBatches', job);
  const { read, written } = await bytesMovedBy(service.pid);
  return { order, outcomes, received, seconds, bytesWritten: written - before.written, bytesRead: read - before.read };
}
