import { focusSwitched } from './fw-focus-switched.ts';
import { turretState } from './tt-turret-state.ts';

/** Messages of CG:US, from the dialer, by code. */
export const cgUsFromDialer = [focusSwitched, turretState] as const;
