import { experiments } from './entities/experiments.ts';
import { loggedModels } from './entities/logged-models.ts';
import { modelVersions } from './entities/model-versions.ts';
import { registeredModels } from './entities/registered-models.ts';
import { runs } from './entities/runs.ts';
import type { EntityGrammar } from './grammar.ts';

const GRAMMARS = {
  runs,
  experiments,
  logged_models: loggedModels,
  registered_models: registeredModels,
  model_versions: modelVersions,
} satisfies Record<string, EntityGrammar>;

/** What is searched; each has a grammar of its own. */
export type Entity = keyof typeof GRAMMARS;

/** The table that says which fields and comparators an entity's filter and order_by may use. */
export function grammarOf(entity: Entity): EntityGrammar {
  return GRAMMARS[entity];
}
