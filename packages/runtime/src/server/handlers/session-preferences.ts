import { codeOf, dataFramings, sessionPreferences } from '@sdmp/protocol';
import type { RequestHandler } from '../request-context.ts';

const framingCode = codeOf(sessionPreferences, 'resourceStatus');

/** SP: how this socket wants line-of-business data framed (TR-6). */
export const handleSessionPreferences: RequestHandler = ({ replies }, session, request) => {
  const framing = request.get(framingCode);
  if (framing !== undefined) session.dataFraming = dataFramings[Number(framing)];
  replies.verify(session, request);
  return undefined;
};
