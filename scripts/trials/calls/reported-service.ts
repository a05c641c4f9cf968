import type { CallsHost } from './calls-host.ts';
import { type FoundFaults, auditOutcomes, outcomesIn } from './outcome-audit.ts';
import { type ReportedCall, reportedCall } from './reported-call.ts';
import { ReportSender } from './report-sender.ts';

/** A call with the reports that are not verified yet. */
interface CallUnderWay {
  readonly call: ReportedCall;
  next: number;
}

/** Calls under way in each life. Well below the finished calls that a service remembers: a report that is sent again finds its call. */
const callsUnderWay = 24;

/** A service with a folder of its own, killed again and again, and the calls that are reported to it. */
export class ReportedService {
  readonly directory: string;
  #underWay: CallUnderWay[] = [];
  /** Calls that were begun. */
  calls = 0;
  verified = 0;
  /** Reports that were not verified before a kill, and sent again. */
  sentAgain = 0;

  constructor(directory: string) {
    this.directory = directory;
  }

  /** Begins calls in place of those whose reports are all verified; these are left to the audit. */
  beginCalls(): void {
    this.#underWay = this.#underWay.filter(({ call, next }) => next < call.frames.length);
    while (this.#underWay.length < callsUnderWay) {
      this.#underWay.push({ call: reportedCall(this.calls++), next: 0 });
    }
  }

  /** Sends what is not verified, each call's reports one after the other. Resolves when all are, or the service is gone. */
  async report(port: number, onVerified: () => void): Promise<void> {
    const sender = await ReportSender.connect(port);
    await Promise.all(this.#underWay.map((under) => this.#reportCall(sender, under, onVerified)));
    sender.close();
  }

  /** Reports what is left and closes the service in order. */
  async complete(host: CallsHost, index: number): Promise<void> {
    const port = await host.port(index);
    if (port !== undefined) await this.report(port, () => undefined);
    await host.close(index);
  }

  /** Compares the outcomes in the folder with what was reported. */
  async findFaults(): Promise<FoundFaults> {
    return auditOutcomes(await outcomesIn(this.directory), this.calls);
  }

  async #reportCall(sender: ReportSender, under: CallUnderWay, onVerified: () => void): Promise<void> {
    for (;;) {
      const frame = under.call.frames[under.next];
      if (frame === undefined) return;
      if (!(await sender.send(frame))) {
        this.sentAgain++;
        return;
      }
      under.next++;
      this.verified++;
      onVerified();
    }
  }
}
