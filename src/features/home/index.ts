export { type Guides, readGuides } from './guide-store.ts';
export { type HomeRoutesDeps, homeRoutes } from './routes.tsx';
export { TroublePage } from './views/trouble-page.tsx';
