/** What the shell tells the engine's process, as JSON in its first argument. */
export interface EngineStart {
  /** Data directory; undefined for the platform's place. */
  directory?: string | undefined;
  /** Whether there must be data in it already: nothing new is begun where a drive is not there today. */
  mustExist?: boolean | undefined;
  /** A tracker elsewhere to follow instead of running one. */
  connect?: string | undefined;
  /** Port to take where it is free. */
  port?: number | undefined;
  version: string;
  rendererDir: string;
}
