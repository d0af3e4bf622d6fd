import { mouse } from './mouse.ts';
import { told } from './told.ts';

told('the whole story with a mouse, every page looked at', { device: { width: 1280 }, checks: 'all' }, mouse);
