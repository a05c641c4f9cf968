import { agentConnect } from './ac-agent-connect.ts';
import { agentFree } from './af-agent-free.ts';
import { agentReady } from './ar-agent-ready.ts';
import { beginManual } from './bm-begin-manual.ts';
import { beginPreview } from './bp-begin-preview.ts';
import { callEnded } from './ce-call-ended.ts';
import { dataReturn } from './dr-data-return.ts';
import { errorReport } from './er-error-report.ts';
import { holdAdvise } from './ha-hold-advise.ts';
import { loggedIn } from './li-logged-in.ts';
import { listenAcknowledge } from './lk-listen-acknowledge.ts';
import { muteAcknowledge } from './mk-mute-acknowledge.ts';
import { nowAvailable } from './na-now-available.ts';
import { numberBack } from './nb-number-back.ts';
import { nowLoggedOut } from './no-now-logged-out.ts';
import { recordingAcknowledge } from './ra-recording-acknowledge.ts';
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
