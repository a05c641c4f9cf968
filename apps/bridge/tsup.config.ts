import { defineConfig } from 'tsup';
import { library } from '../../tsup.base.ts';

export default defineConfig(library({ main: 'src/main.ts' }, { platform: 'node', dts: false }));
