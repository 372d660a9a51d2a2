import { invalidParameter, type Stage } from '../contract/index.ts';
import { checkLength, LIMITS } from './limits.ts';

const CLASSIC = ['None', 'Staging', 'Production', 'Archived'] as const;
/** A workspace that has set nothing has MLflow's. */
export const DEFAULT_STAGES: readonly Stage[] = CLASSIC.map((name) => ({ name, classic: name }));

const FEWEST = 2;

export const sameStage = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

function refuse(name: string, why: string): never {
  throw invalidParameter(`Invalid value ${JSON.stringify(name)} for parameter 'stages': ${why}`);
}

/** Also what stands in `models:/name/stage`. */
function checkStageName({ name, classic }: Stage): void {
  checkLength(name, LIMITS.stageName, 'stages.name');
  if (name.trim() === '' || name.trim() !== name)
    refuse(name, 'a stage needs a name, without spaces around it.');
  if (/[/:@]/.test(name)) refuse(name, "the name of a stage cannot hold '/', ':' or '@'.");
  if (/[\p{Cc}\p{Cs}]/u.test(name)) refuse(name, 'the name of a stage cannot hold control characters.');
  if (/^(\d+|latest)$/i.test(name)) refuse(name, 'in models:/name/… it would read as a version.');
  const own = CLASSIC.find((stage) => sameStage(stage, name));
  if (own !== undefined && own !== classic)
    refuse(name, `a stage of this name stands for ${own}, as in MLflow.`);
}

/** Refuses with INVALID_PARAMETER_VALUE what cannot be the stages of a workspace. */
export function checkStages(stages: readonly Stage[]): void {
  if (stages.length < FEWEST || stages.length > LIMITS.stages)
    throw invalidParameter(
      `Invalid value for parameter 'stages': there are ${FEWEST} to ${LIMITS.stages} stages, not ${stages.length}.`,
    );
  stages.forEach((stage, index) => {
    checkStageName(stage);
    if (stages.slice(0, index).some((other) => sameStage(other.name, stage.name)))
      refuse(stage.name, 'another stage has this name; upper and lower case are the same.');
  });
  for (const needed of ['None', 'Archived'])
    if (!stages.some(({ classic }) => classic === needed))
      throw invalidParameter(
        `Invalid value for parameter 'stages': one has to stand for ${needed}, ${needed === 'None' ? 'where new versions are' : 'where a move archives to'}.`,
      );
}
