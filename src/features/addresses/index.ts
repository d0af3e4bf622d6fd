export { addVerifiedAddress, verifiedAddressesOf } from './address-store.ts';
export { fixAddress } from './fix-store.ts';
export { addressJobs } from './jobs.ts';
export { addressRoutes } from './routes.ts';
