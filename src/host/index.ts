export { backUpDirectory } from './backup.ts';
export { defaultDataDirectory } from './data-directory.ts';
export { type Diagnosis, diagnose } from './doctor.ts';
export { type Host, type HostOptions, openHost } from './host.ts';
export { findRunningEngine, type RunningEngine } from './running-engine.ts';
