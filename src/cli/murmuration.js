#!/usr/bin/env node
// Entry of the command line: registers the TypeScript loader, then hands over.
import { register } from 'tsx/esm/api';

register();
await import('./main.ts');
