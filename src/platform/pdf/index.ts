export type { Order, Pressed } from './order.ts';
export { checkPdfA } from './pdfa-check.ts';
export { createPress, type Press, type PressOptions } from './press.ts';
