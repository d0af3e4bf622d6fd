import { after } from 'node:test';

// For the files of a long run: what one of them left running keeps nobody waiting. It ends by itself some seconds after
// its last test, and not at once (as with --test-force-exit), which cuts off what it still has to say.

const LATEST_MS = 10_000;

after(() => {
  setTimeout(() => process.exit(), LATEST_MS).unref();
});
