export { type DeskRoutesDeps, deskRoutes } from './routes.tsx';
