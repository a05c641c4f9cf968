import { callFailed } from './cf-call-failed.ts';
import { delayNotification } from './dn-delay-notification.ts';
import { holdAcknowledge } from './ha-hold-acknowledge.ts';
import { inboundConnect } from './ic-inbound-connect.ts';
import { lineConnected } from './lc-line-connected.ts';
import { loginStatus } from './ls-login-status.ts';
import { nowDisconnected } from './nd-now-disconnected.ts';
import { nowUnavailableGranted } from './nu-now-unavailable-granted.ts';
import { portFree } from './pf-port-free.ts';
import { pendingRoute } from './pr-pending-route.ts';
import { queueTimeout } from './qt-queue-timeout.ts';
import { recordingAcknowledge } from './ra-recording-acknowledge.ts';
import { stationDisconnect } from './sd-station-disconnect.ts';
import { transferAcknowledge } from './ta-transfer-acknowledge.ts';
import { trunksOpen } from './to-trunks-open.ts';
import { transferStatus } from './ts-transfer-status.ts';

/** Messages of CG:CT, to the dialer, by code. */
export const cgCtToDialer = [
  callFailed,
  delayNotification,
  holdAcknowledge,
  inboundConnect,
  lineConnected,
  loginStatus,
  nowDisconnected,
  nowUnavailableGranted,
  portFree,
  pendingRoute,
  queueTimeout,
  recordingAcknowledge,
  stationDisconnect,
  transferAcknowledge,
  trunksOpen,
  transferStatus,
] as const;
