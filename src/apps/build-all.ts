/** Builds programs, styles and scripts into `dist`, for installations that do not start with bin/start. */
import { buildAll } from './build.ts';

await buildAll(false);
