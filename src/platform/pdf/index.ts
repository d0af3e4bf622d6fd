export type { Order } from './order.ts';
export { checkPdfA } from './pdfa-check.ts';
export { createPress, type Press } from './press.ts';
