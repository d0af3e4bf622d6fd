export { type Configuration, ConfigurationError, readConfiguration } from './configuration.ts';
export { defaultStateDir } from './places.ts';
export { forgetRunning, type Running, rememberRunning } from './running.ts';
