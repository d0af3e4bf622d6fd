export { isInstitutional, masked, readTyped } from './address.ts';
export { addVerifiedAddress, verifiedAddressesOf } from './address-store.ts';
export { bouncesOfAccount, MAIL_COMES_BACK, warningPath } from './bounce-store.ts';
export { fixAddress } from './fix-store.ts';
export { addressJobs } from './jobs.ts';
export { mailEverywhere } from './letters-store.ts';
export { addressRoutes } from './routes.ts';
