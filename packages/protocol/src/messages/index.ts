import { cgAgFromDialer } from './cg/ag/from-dialer/index.ts';
import { cgAgToDialer } from './cg/ag/to-dialer/index.ts';
import { cgCaFromDialer } from './cg/ca/from-dialer/index.ts';
import { cgCaToDialer } from './cg/ca/to-dialer/index.ts';
import { cgCtFromDialer } from './cg/ct/from-dialer/index.ts';
import { cgCtToDialer } from './cg/ct/to-dialer/index.ts';
import { cgMaFromDialer } from './cg/ma/from-dialer/index.ts';
import { cgMaToDialer } from './cg/ma/to-dialer/index.ts';
import { cgUsFromDialer } from './cg/us/from-dialer/index.ts';
import { cgUsToDialer } from './cg/us/to-dialer/index.ts';
import { cmDeFromDialer } from './cm/de/from-dialer/index.ts';
import { cmDeToDialer } from './cm/de/to-dialer/index.ts';

/** Every message that is known, ordered by service, interface, direction and code. */
export const messages = [
  ...cgAgFromDialer,
  ...cgAgToDialer,
  ...cgCaFromDialer,
  ...cgCaToDialer,
  ...cgCtFromDialer,
  ...cgCtToDialer,
  ...cgMaFromDialer,
  ...cgMaToDialer,
  ...cgUsFromDialer,
  ...cgUsToDialer,
  ...cmDeFromDialer,
  ...cmDeToDialer,
] as const;
