import { format, type Message } from '@sdmp/codec';
import {
  codeOf,
  enumerateEnd,
  enumerateFinished,
  enumerateOutcomes,
  errorReport,
  type MessageDefinition,
  messageVerify,
  sessionPreferences,
  verifyStatus,
} from '@sdmp/protocol';
import { enumerateCampaigns } from '@sdmp/protocol/messages';

export interface Request {
  readonly frame: string;
  /** Whether the message answers it: its MV, or an ER. */
  readonly isAnswer: (message: Message) => boolean;
}

const tokenCode = codeOf(messageVerify, 'token');
const finishedCode = codeOf(enumerateFinished, 'transactionIdentifier');

function request({ code }: MessageDefinition, token: string, fields: readonly string[]): Request {
  return {
    frame: format({ service: null, interface: null, code, fields: [...fields, tokenCode, token] }),
    isAnswer: (message) =>
      message.code === errorReport.code || (message.code === messageVerify.code && message.get(tokenCode) === token),
  };
}

/** Tokens and transactions of one examination begin with this; `run` tells examinations apart. */
export function requestsOf(run: string) {
  const transaction = `doctor-${run}`;
  const subscription = [
    codeOf(enumerateOutcomes, 'transactionIdentifier'),
    transaction,
    codeOf(enumerateOutcomes, 'successOutcomes'),
    '',
    codeOf(enumerateOutcomes, 'failureOutcomes'),
    '',
  ];
  return {
    heartbeat: (beat: number) => request(verifyStatus, `${transaction}-vs${beat}`, []),
    subscribe: () => request(enumerateOutcomes, `${transaction}-eo`, subscription),
    subscribeWithRate: () =>
      request(enumerateOutcomes, `${transaction}-cs`, [...subscription, codeOf(enumerateOutcomes, 'rateControl'), '1']),
    preferences: () =>
      request(sessionPreferences, `${transaction}-sp`, [codeOf(sessionPreferences, 'resourceStatus'), '0']),
    /** Campaigns come with the time at which the dialer has made each message. */
    campaigns: () =>
      request(enumerateCampaigns, `${transaction}-ec`, [
        codeOf(enumerateCampaigns, 'transactionIdentifier'),
        transaction,
      ]),
    end: (): Request => ({
      frame: format({
        service: null,
        interface: null,
        code: enumerateEnd.code,
        fields: [codeOf(enumerateEnd, 'transactionIdentifier'), transaction],
      }),
      isAnswer: (message) =>
        message.code === errorReport.code ||
        (message.code === enumerateFinished.code && message.get(finishedCode) === transaction),
    }),
  };
}

export type Requests = ReturnType<typeof requestsOf>;
