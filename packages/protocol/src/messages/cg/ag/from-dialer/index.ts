import { agentConnect } from './ac-agent-connect.ts';
import {
  agentFree,
  beginPreview,
  holdAdvise,
  listenAcknowledge,
  muteAcknowledge,
  nowAvailable,
  nowLoggedOut,
  recordingAcknowledge,
} from './named-only.ts';
import { agentReady } from './ar-agent-ready.ts';
import { beginManual } from './bm-begin-manual.ts';
import { callEnded } from './ce-call-ended.ts';
import { dataReturn } from './dr-data-return.ts';
import { errorReport } from './er-error-report.ts';
import { loggedIn } from './li-logged-in.ts';
import { numberBack } from './nb-number-back.ts';
import { routeDecision } from './rx-route-decision.ts';
import { transferAcknowledge } from './ta-transfer-acknowledge.ts';
import { userStatus } from './us-user-status.ts';

/** Messages of CG:AG, from the dialer, by code. */
export const cgAgFromDialer = [
  agentConnect,
  agentFree,
  agentReady,
  beginManual,
  beginPreview,
  callEnded,
  dataReturn,
  errorReport,
  holdAdvise,
  loggedIn,
  listenAcknowledge,
  muteAcknowledge,
  nowAvailable,
  numberBack,
  nowLoggedOut,
  recordingAcknowledge,
  routeDecision,
  transferAcknowledge,
  userStatus,
] as const;
