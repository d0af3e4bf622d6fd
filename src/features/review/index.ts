export { reviewRoutes } from './routes.tsx';
