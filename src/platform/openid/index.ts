export type { OpenidRow, OpenidRows } from './adapter.ts';
export { levelAsked } from './checks.ts';
export { createProvider, type OpenidKeys } from './provider.ts';
export { rememberCaller, type Visit, visitOf } from './visit.ts';
