import { Logger } from 'graphile-worker';

/** The queue's messages, handed on as level and text. */
export function queueLogger(say: (level: string, message: string) => void): Logger {
  return new Logger(() => (level, message) => say(level, message));
}
