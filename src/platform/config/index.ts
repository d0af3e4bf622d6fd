export { type Configuration, ConfigurationError, readConfiguration } from './configuration.ts';
export type { DigitalIdentitySettings } from './digital-identity.ts';
export { defaultStateDir } from './places.ts';
export { findRunning, forgetRunning, rememberRunning } from './running.ts';
