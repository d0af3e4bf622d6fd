import { told } from './told.ts';
import { withoutJavaScript } from './without-javascript.ts';

told('the whole story without JavaScript', { device: { javaScript: false }, checks: 'axe' }, withoutJavaScript);
