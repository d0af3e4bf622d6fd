export { type ReviewDeps, reviewRoutes } from './routes.tsx';
