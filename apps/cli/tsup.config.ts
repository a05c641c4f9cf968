import { defineConfig } from 'tsup';
import { journalWorkers, program } from '../../tsup.base.ts';

export default defineConfig(program({ workers: journalWorkers, alone: ['tail'] }));
