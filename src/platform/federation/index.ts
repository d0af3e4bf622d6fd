export { createOutlet, type Outlet } from './outlet.ts';
export { resolveEntity } from './resolver.ts';
export { STATEMENT } from './unresolved.ts';
