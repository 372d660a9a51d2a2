import { useState } from 'react';
import type { Response } from '../../../contract/index.ts';
import { mostTelling } from '../../queries/most-telling.ts';

type UsedKeys = Response<'listRunColumns'>;

const MOST_METRICS = 4;
const MOST_PARAMS = 3;

/** The columns while nobody chose any: what most runs have and what tells them apart. One that is shown stays where it is while runs come and grow. */
export function useSuggestedColumns(
  used: UsedKeys | undefined,
  hasSeveralExperiments: boolean,
): readonly string[] {
  const [kept, setKept] = useState<{ metrics: readonly string[]; params: readonly string[] }>({
    metrics: [],
    params: [],
  });
  const metrics = keep(kept.metrics, mostTelling(used?.metrics.map(({ key }) => key) ?? []), MOST_METRICS);
  const params = keep(kept.params, paramsByTelling(used), MOST_PARAMS);
  if (metrics !== kept.metrics || params !== kept.params) setKept({ metrics, params });
  return [
    'attributes.run_name',
    'attributes.status',
    ...(hasSeveralExperiments ? ['computed.experiment'] : []),
    'attributes.start_time',
    'computed.duration',
    'attributes.user_id',
    ...metrics.map((key) => `metrics.${key}`),
    ...params.map((key) => `params.${key}`),
  ];
}

/** Those that most runs have come first, but before them those in which runs differ. */
export function paramsByTelling(used: Pick<UsedKeys, 'runs' | 'params'> | undefined): string[] {
  const tells = ({ runs, differs }: UsedKeys['params'][number]) => differs || runs < (used?.runs ?? 0);
  return (used?.params ?? []).toSorted((a, b) => Number(tells(b)) - Number(tells(a))).map(({ key }) => key);
}

/** Of `ranked` the first `most`, where those picked `earlier` and still there keep their places. */
export function keep(earlier: readonly string[], ranked: readonly string[], most: number): readonly string[] {
  const kept = earlier.filter((key) => ranked.includes(key));
  const picked = [...kept, ...ranked.filter((key) => !kept.includes(key))].slice(0, most);
  return picked.join('\n') === earlier.join('\n') ? earlier : picked;
}
