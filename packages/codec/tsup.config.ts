import { defineConfig } from 'tsup';
import { library } from '../../tsup.base.ts';

export default defineConfig(library({ index: 'src/index.ts', data: 'src/data/index.ts', utf8: 'src/utf8.ts' }));
