export { addVerifiedAddress, verifiedAddressesOf } from './address-store.ts';
