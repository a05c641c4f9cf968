export {
  type Authority,
  type CertificateFiles,
  type CertificateRequest,
  createAuthority,
} from './certificates/authority.ts';
export type {
  DialerStats,
  SimulatedDialer,
  SimulatedDialerOptions,
  TransactionStats,
} from './dialer/dialer-options.ts';
export { startSimulatedDialer } from './dialer/simulated-dialer.ts';
export type { TransactionState } from './dialer/transaction.ts';
export type {
  FloorEvent,
  FloorOutcome,
  FloorReport,
  FloorReportField,
  FloorReportFields,
  FloorReportName,
} from './floor/floor-event.ts';
export {
  defaultFloor,
  type FloorCampaign,
  type FloorCampaignOptions,
  type FloorOptions,
  type Pacing,
} from './floor/floor-options.ts';
export { floorReportFrame, floorReportJson } from './floor/report-frame.ts';
export { type FloorTotals, reportFloor, type ReportFloorOptions } from './floor/report-floor.ts';
export { simulateFloor } from './floor/simulate-floor.ts';
export { type BlackHole, type BlackHoleOptions, startBlackHole } from './link/black-hole.ts';
export type { LinkDirection } from './link/link-conditions.ts';
export type { LinkTarget } from './link/link-pair.ts';
export type { Link, LinkCut, LinkDeath, LinkOptions, LinkStats, LinkWatcher } from './link/link-options.ts';
export { startLink } from './link/start-link.ts';
export type { SecureSocket } from './secure-socket.ts';
export { type CampaignProfile, defaultAgents, defaultCampaigns } from './shift/campaign-profile.ts';
export { createShift, type Shift, type ShiftOptions } from './shift/create-shift.ts';
export { createRandom, type Random } from './shift/random.ts';
export { fictionalBlocks } from './shift/telephone-numbers.ts';
