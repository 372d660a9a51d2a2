import type { EngineState } from '../contract/index.ts';
import type { DroppedItem } from './dropped-item.ts';

/** The tracker that the window shows now. */
export interface Current {
  state: EngineState;
  /** Its data directory, where that is on this machine and known. */
  directory: string | undefined;
  /** Address of a tracker elsewhere. */
  connect: string | undefined;
}

export interface DataOffer {
  message: string;
  detail: string;
  /** The directory to open when a person agrees; without one there is nothing to agree to. */
  directory?: string;
}

const UNTOUCHED = 'Nothing was read in or changed.';

/** What becomes of the tracker that is open now. */
function whatHappens({ state, directory, connect }: Current, opened: string): string {
  if (connect !== undefined)
    return `This window goes on showing the tracker at ${connect}; ${opened} opens in a window of its own.`;
  const then = `Tidemark opens ${opened} instead, now and whenever it is started.`;
  if (state.status !== 'ready') return then;
  if (state.owner === 'attached')
    return `The tracker of ${directory} was started by another program: it goes on running at ${state.url}, and scripts that use that address go on logging to it. ${then}`;
  return `The tracker of ${directory} is stopped; what it holds stays there. ${then} Scripts that use ${state.url} log to ${opened} from then on.`;
}

/** What a person is asked or told about a dropped or chosen item. */
export function dataOffer({ kind, sentence, directory }: DroppedItem, current: Current): DataOffer {
  if (directory !== undefined && directory === current.directory)
    return { message: sentence, detail: 'It is the one that is open.' };
  if (kind === 'tidemark' && directory !== undefined)
    return { message: `${sentence} Open it?`, detail: whatHappens(current, directory), directory };
  if (kind === 'empty' && directory !== undefined)
    return {
      message: `${sentence} Keep new data in it?`,
      detail: whatHappens(current, directory),
      directory,
    };
  if (kind === 'mlruns' || kind === 'mlflow-database')
    return {
      message: sentence,
      detail: `Importing what MLflow has recorded comes with a later version of Tidemark. ${UNTOUCHED} It stays as it is, and MLflow goes on using it.`,
    };
  return {
    message: sentence,
    detail: `Tidemark opens its own data directories: folders with a tidemark.db in them, or empty ones. ${UNTOUCHED}`,
  };
}
