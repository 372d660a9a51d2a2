// The command line in a clone: builds what is needed once, then is the installed `tidemark`.
import { buildWhatIsNeeded } from './build.mjs';

buildWhatIsNeeded();
await import('../out/engine/tidemark.js');
