import { dispositions, unanswered } from '../shift/call-result.ts';
import type { Random } from '../shift/random.ts';
import { weighted } from '../shift/weighted.ts';
import { type Contact, Contacts } from './contacts.ts';
import type { EventQueue } from './event-queue.ts';
import { exponential } from './exponential.ts';
import { FloorCall, type FloorScope } from './floor-call.ts';
import type { FloorCampaign } from './floor-options.ts';
import { PredictivePace } from './pace.ts';

/** Reasons of outcomes that the floor itself decides. */
const [notMade, machineReason, abandoned, connected] = [0, 5, 7, 10];
const noAnswer = 2;
/** Network cause of a line that was put down as usual. */
const normalClearing = '16';
/** How often a campaign looks whether it should dial, milliseconds. */
const paceMs = 1000;
/** A machine that only the agent notices takes a tenth of a conversation. */
const machineShare = 0.1;
const machineDisposition = '1';

/** A person, or a machine taken for one, who waits for an agent or talks to one. */
interface Answered {
  readonly call: FloorCall;
  readonly isMachine: boolean;
  isWaiting: boolean;
}

export interface CampaignParts {
  readonly campaign: FloorCampaign;
  readonly scope: FloorScope;
  readonly queue: EventQueue;
  readonly random: Random;
  readonly endsAt: number;
  readonly agents: readonly string[];
  readonly drawNumber: () => string;
  readonly drawData: (contact: number) => string | undefined;
  readonly nextId: () => number;
  readonly sessionOf: (id: number) => string;
}

/** A campaign while it is dialed: agents who wait, numbers that ring, persons who wait. */
export class RunningCampaign {
  readonly #parts: CampaignParts;
  readonly #contacts: Contacts;
  readonly #pace: PredictivePace;
  /** The agent who has waited longest is first. */
  readonly #free: string[];
  readonly #waiting: Answered[] = [];
  readonly #drawUnanswered: () => (typeof unanswered)[number][0];
  readonly #drawDisposition: () => number;
  #ringing = 0;

  constructor(parts: CampaignParts) {
    const { campaign, queue, random, drawNumber, nextId } = parts;
    this.#parts = parts;
    this.#contacts = new Contacts(queue, { drawNumber, nextId, maxAttempts: campaign.maxAttempts });
    this.#pace = new PredictivePace(campaign);
    this.#free = [...parts.agents];
    const byNetwork = unanswered.filter(([{ reason }]) => reason !== machineReason);
    this.#drawUnanswered = weighted(byNetwork, random);
    this.#drawDisposition = weighted(
      dispositions.filter(([code]) => String(code) !== machineDisposition),
      random,
    );
  }

  start(): void {
    const { pacing } = this.#parts.campaign;
    if (pacing === 'steady') this.#dialSteadily();
    else if (pacing === 'preview') for (const agent of this.#free.splice(0)) this.#preview(agent);
    else this.#keepPace();
  }

  get #isOver(): boolean {
    return this.#parts.queue.now >= this.#parts.endsAt;
  }

  #after(meanMs: number, happen: () => void): void {
    this.#parts.queue.plan(meanMs <= 0 ? 0 : exponential(this.#parts.random, meanMs), happen);
  }

  #dialSteadily(): void {
    this.#after(1000 / this.#parts.campaign.dialsPerSecond, () => {
      if (this.#isOver) return;
      this.#dial();
      this.#dialSteadily();
    });
  }

  #keepPace(): void {
    if (this.#isOver) return;
    this.#dialAhead();
    this.#parts.queue.plan(paceMs, () => this.#keepPace());
  }

  #dialAhead(): void {
    const { campaign, agents } = this.#parts;
    const free = this.#free.length;
    const load = { free, busy: agents.length - free, waiting: this.#waiting.length, ringing: this.#ringing };
    const due = campaign.pacing === 'predictive' ? this.#pace.due(load) : free - this.#ringing;
    for (let count = 0; count < due; count++) this.#dial();
  }

  #newCall(contact: Contact): FloorCall {
    const { scope, sessionOf, nextId } = this.#parts;
    return new FloorCall(scope, contact, sessionOf(nextId()));
  }

  #preview(agentIdentifier: string): void {
    if (this.#isOver) return;
    const { campaign, random } = this.#parts;
    const call = this.#newCall(this.#contacts.next());
    this.#after(campaign.previewMs, () => {
      if (random.chance(campaign.declineRate)) {
        call.report('beginDial', { agentIdentifier, dontDial: '' });
        call.came({ reason: notMade, agentIdentifier, dontDial: '' });
        this.#preview(agentIdentifier);
        return;
      }
      call.report('beginDial', { agentIdentifier });
      this.#ring(call, agentIdentifier);
    });
  }

  #dial(): void {
    const call = this.#newCall(this.#contacts.next());
    call.report('delayNotification');
    this.#ring(call);
  }

  /** Lets a number ring. Who previewed it waits for its end. */
  #ring(call: FloorCall, previewer?: string): void {
    const { campaign, random } = this.#parts;
    const { answerRate, machineRate, machineDetection, falseMachineRate, ringMs, noAnswerMs } = campaign;
    this.#ringing++;
    const share = random.next() / 2 ** 32;
    const isPerson = share < answerRate;
    if (isPerson || share < answerRate + machineRate) {
      const isMachine = random.chance(isPerson ? falseMachineRate : machineDetection);
      this.#after(ringMs, () => {
        this.#ringing--;
        if (isMachine) this.#machineAnswers(call, previewer);
        else this.#answer({ call, isMachine: !isPerson, isWaiting: true }, previewer);
      });
      return;
    }
    const { reason, rawCause } = this.#drawUnanswered();
    const fail = (): void => {
      this.#ringing--;
      const network = rawCause === undefined ? {} : { rawCause: String(rawCause) };
      call.report('callFailed', { cause: String(reason), ...network });
      this.#end(call, { reason, ...network });
      this.#goOn(previewer);
    };
    if (reason === noAnswer) this.#parts.queue.plan(noAnswerMs, fail);
    else this.#after(ringMs, fail);
  }

  #machineAnswers(call: FloorCall, previewer: string | undefined): void {
    call.report('lineConnected', { machine: '' });
    call.report('nowDisconnected', { rawCause: normalClearing });
    this.#end(call, { reason: machineReason, rawCause: normalClearing });
    this.#goOn(previewer);
  }

  #answer(answered: Answered, previewer: string | undefined): void {
    answered.call.report('lineConnected');
    const agent = previewer ?? this.#free.shift();
    if (agent !== undefined) return this.#talk(answered, agent);
    this.#waiting.push(answered);
    this.#after(this.#parts.campaign.patienceMs, () => this.#giveUp(answered));
  }

  #giveUp(answered: Answered): void {
    if (!answered.isWaiting) return;
    answered.isWaiting = false;
    this.#waiting.splice(this.#waiting.indexOf(answered), 1);
    answered.call.report('nowDisconnected', { rawCause: normalClearing });
    this.#end(answered.call, { reason: abandoned, rawCause: normalClearing });
    this.#pace.abandoned();
  }

  #talk(answered: Answered, agentIdentifier: string): void {
    const { campaign } = this.#parts;
    const { call, isMachine } = answered;
    answered.isWaiting = false;
    call.report('agentConnect', { agentIdentifier });
    this.#pace.answered();
    this.#after(campaign.talkMs * (isMachine ? machineShare : 1), () => {
      call.report('nowDisconnected', { rawCause: normalClearing });
      this.#after(campaign.wrapMs, () => this.#classify(answered, agentIdentifier));
    });
  }

  #classify({ call, isMachine }: Answered, agentIdentifier: string): void {
    const agentOutcome = isMachine ? machineDisposition : String(this.#drawDisposition());
    const data = this.#parts.drawData(call.contact.id);
    const said = { agentOutcome, ...(data === undefined ? {} : { data }) };
    call.report('transactionComplete', { agentIdentifier, ...said });
    this.#end(call, { reason: connected, agentIdentifier, rawCause: normalClearing, ...said });
    this.#goOn(agentIdentifier);
  }

  #end(call: FloorCall, end: Parameters<FloorCall['came']>[0]): void {
    call.came(end);
    this.#contacts.dialed(call.contact, end.reason);
  }

  /** Gives an agent whose call has ended the next one. */
  #goOn(agent: string | undefined): void {
    if (agent === undefined) return;
    const next = this.#waiting.shift();
    if (next !== undefined) return this.#talk(next, agent);
    if (this.#parts.campaign.pacing === 'preview') return this.#preview(agent);
    this.#free.push(agent);
    if (this.#parts.campaign.pacing === 'progressive' && !this.#isOver) this.#dialAhead();
  }
}
