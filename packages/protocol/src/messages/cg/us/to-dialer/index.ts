import { addUser } from './at-add-user.ts';
import { deleteTurret } from './dt-delete-turret.ts';
import { changeFocus } from './ft-change-focus.ts';
import { staticUserConfig } from './wu-static-user-config.ts';

/** Messages of CG:US, to the dialer, by code. */
export const cgUsToDialer = [addUser, deleteTurret, changeFocus, staticUserConfig] as const;
