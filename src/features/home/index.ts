export { readGuides } from './guide-store.ts';
export { homeRoutes } from './routes.tsx';
export { TroublePage } from './views/trouble-page.tsx';
