import { mouse } from './mouse.ts';
import { told } from './told.ts';

told('the whole story on a screen of 320 by 640', { device: { width: 320, height: 640 }, checks: 'all' }, mouse);
