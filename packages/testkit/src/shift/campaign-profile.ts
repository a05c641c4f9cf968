/** Size and results of a campaign. */
export interface CampaignProfile {
  readonly name: string;
  /** Weight of the campaign's calls relative to other campaigns. Default 1. */
  readonly weight?: number;
  /** Share of the calls that are connected to an agent, 0 to 1. Default 0.3. */
  readonly connectRate?: number;
  /** Share of the answered calls without a free agent, 0 to 1. Default 0.029; regulators commonly allow 0.03. */
  readonly abandonRate?: number;
  /** Share of the calls that are previews declined by the agent, 0 to 1. Default 0.002. */
  readonly declineRate?: number;
}

export const defaultConnectRate = 0.3;
export const defaultAbandonRate = 0.029;
export const defaultDeclineRate = 0.002;

/** Five campaigns of different size and connect rate. */
export const defaultCampaigns: readonly CampaignProfile[] = [
  { name: 'Sales1', weight: 5, connectRate: 0.31 },
  { name: 'Collections', weight: 4, connectRate: 0.22 },
  { name: 'Renewals', weight: 3, connectRate: 0.46 },
  { name: 'Survey North', weight: 2, connectRate: 0.38 },
  { name: 'Appointments', weight: 1, connectRate: 0.57, declineRate: 0.03 },
];

/** Agents of the default shift. */
export const defaultAgents: readonly string[] = [
  'Joe',
  'Amira Haddad',
  'Ben Carter',
  'Chloe Martin',
  'Daniel Okafor',
  'Ewa Nowak',
  'Fergus Boyd',
  'Grace Li',
  'Hannah Weiss',
  'Imran Sheikh',
  'Julia Romano',
  'Kofi Mensah',
  'Lena Fischer',
  'Marta Silva',
  'Niamh Kelly',
  'Oscar Lind',
  'Priya Nair',
  'Quentin Dubois',
  'Rosa Ortega',
  'Samuel Price',
  'Tomasz Zielinski',
  'Una Byrne',
  'Victor Stan',
  'Wendy Clarke',
];
