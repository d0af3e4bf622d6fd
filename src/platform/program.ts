import { type Configuration, ConfigurationError, readConfiguration } from './config/index.ts';
import { createLog, type Logger } from './log.ts';

/** A program that runs until it is told to end. */
export interface RunningProgram {
  /** Finishes what is under way and gives everything back. */
  stop(): Promise<void>;
}

/** Exit code of a program whose configuration is wrong: starting it again would not help. */
export const wrongConfiguration = 2;

const patience = 20_000;

/**
 * Runs one program: reads the configuration (wrong → one line and exit code 2), starts it, and stops it in order when
 * asked to by a signal or when the process that started it is gone.
 */
export async function runProgram(
  name: string,
  start: (configuration: Configuration, log: Logger) => Promise<RunningProgram>,
): Promise<void> {
  const configuration = configurationOrExit();
  const log = createLog({ program: name, level: configuration.logLevel });
  try {
    const running = await start(configuration, log);
    stopWhenAsked(running, log);
    process.send?.('ready');
  } catch (error) {
    log.fatal({ err: error }, 'could not start');
    process.exit(1);
  }
}

function configurationOrExit(): Configuration {
  try {
    return readConfiguration();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    process.stderr.write(`polis: ${error.message}\n`);
    process.exit(wrongConfiguration);
  }
}

function stopWhenAsked(running: RunningProgram, log: Logger): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), patience).unref();
    await running.stop().catch((error: unknown) => log.error({ err: error }, 'could not stop in order'));
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
  process.on('disconnect', () => void stop());
}
