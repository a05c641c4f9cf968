export { defaultAttemptDelayMs, dial, type DialOptions } from './dial.ts';
export { DialFailure } from './dial-failure.ts';
export { describeNetworkError } from './errors.ts';
export type { LookUp } from './look-up.ts';
export { describeCertificateProblem } from './tls/certificate-problem.ts';
export { oldestTls, secureConnection, type TlsDialOptions } from './tls/secure-connection.ts';
export { explainTls, isTlsAlert, TlsFailure, type TlsPeer } from './tls/tls-failure.ts';
