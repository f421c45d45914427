// Entry of a thread that proves releases: registers the TypeScript loader, as a thread has none of its own.
import { register } from 'tsx/esm/api';

register();
await import('./answer-tasks.ts');
