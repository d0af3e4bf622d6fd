import { keyboard } from './keyboard.ts';
import { told } from './told.ts';

told('the whole story by keyboard alone', { device: { width: 1280 }, checks: 'none' }, keyboard);
