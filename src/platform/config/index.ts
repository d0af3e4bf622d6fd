export { type Configuration, ConfigurationError, readConfiguration } from './configuration.ts';
export { defaultStateDir } from './places.ts';
export { findRunning, forgetRunning, type Running, rememberRunning } from './running.ts';
