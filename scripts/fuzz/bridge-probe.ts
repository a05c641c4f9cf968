/** Loaded before a bridge: says what the process holds whenever its parent asks, and ends it with its parent. */
import { settledMemory } from './process-memory.ts';

process.on('message', () => void settledMemory().then((memory) => process.send?.(memory)));
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.channel?.unref();
