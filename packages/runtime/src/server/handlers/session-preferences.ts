import { codeOf, dataFramings, sessionPreferences } from '@sdmp/protocol';
import { DataConverter } from '../data-converter.ts';
import type { RequestHandler } from '../request-context.ts';

const framingCode = codeOf(sessionPreferences, 'resourceStatus');

/** SP: how this socket wants line-of-business data framed, from the next outcome on (TR-6). Without RS nothing changes. */
export const handleSessionPreferences: RequestHandler = ({ settings, replies }, session, request) => {
  const wanted = request.get(framingCode);
  if (wanted !== undefined) {
    const framing = dataFramings[Number(wanted)] ?? 'unformatted';
    session.dataConverter = framing === 'unformatted' ? undefined : new DataConverter(framing, settings.events);
    for (const transaction of session.transactions) transaction.renewWriter();
  }
  replies.verify(session, request);
  return undefined;
};
