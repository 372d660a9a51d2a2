import type { Stage } from '../../../contract/index.ts';
import type { BoardVersion } from '../../queries/stage-board.ts';

interface Named {
  name: string;
  version: string;
  aliases: readonly string[];
  stage: Stage | undefined;
  /** All of the model. */
  versions: readonly Pick<BoardVersion, 'version' | 'stage'>[];
}

/** The URIs that lead to a version now, the exact one first: by its aliases, and by its stage and as the latest where no other is newer. */
export function urisOfVersion({ name, version, aliases, stage, versions }: Named): string[] {
  const isNewest = (among: Named['versions']) =>
    among.every((other) => Number(other.version) <= Number(version));
  const inStage = versions.filter((other) => other.stage === stage?.name);
  const isByStage = stage !== undefined && stage.classic !== 'None' && isNewest(inStage);
  return [
    `models:/${name}/${version}`,
    ...aliases.map((alias) => `models:/${name}@${alias}`),
    ...(isByStage ? [`models:/${name}/${stage.name}`] : []),
    ...(isNewest(versions) ? [`models:/${name}/latest`] : []),
  ];
}
