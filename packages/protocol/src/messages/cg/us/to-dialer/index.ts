import { addUser } from './at-add-user.ts';
import { deleteTurret, staticUserConfig } from './named-only.ts';
import { changeFocus } from './ft-change-focus.ts';

/** Messages of CG:US, to the dialer, by code. */
export const cgUsToDialer = [addUser, deleteTurret, changeFocus, staticUserConfig] as const;
