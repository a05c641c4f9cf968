import type { RequestHandler } from '../request-context.ts';

/** UA: a service without users offers no authentication, and says so. */
export const handleUserAuthenticate: RequestHandler = ({ replies }, session, request) => {
  replies.reject(session, request.isRouted, request.text, 'authenticationOff');
  return undefined;
};
