import type { DatasetInput } from '../../../contract/index.ts';
import { DetailSection } from '../../components/DetailSection.tsx';

const CONTEXT = 'mlflow.data.context';

/** The datasets that a run was given, and what for. */
export function RunDatasets({ inputs }: { inputs: readonly DatasetInput[] }) {
  if (inputs.length === 0) return null;
  return (
    <DetailSection title="Datasets" count={inputs.length}>
      <ul className="flex flex-col gap-2 pt-1">
        {inputs.map(({ dataset, tags }) => {
          const context = tags?.find(({ key }) => key === CONTEXT)?.value;
          return (
            <li key={`${dataset.name} ${dataset.digest} ${context}`}>
              <p className="flex items-baseline gap-2">
                <span className="min-w-0 truncate font-medium" title={dataset.name}>
                  {dataset.name}
                </span>
                <span className="font-mono text-11 text-muted">{dataset.digest}</span>
                {context && <span className="ml-auto flex-none text-muted">{context}</span>}
              </p>
              <p className="truncate font-mono text-11 text-muted" title={dataset.source}>
                {[dataset.source_type, sourceOf(dataset.source), sizeOf(dataset.profile)]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </li>
          );
        })}
      </ul>
    </DetailSection>
  );
}

/** Most sources are JSON with the place in one of these; any other is shown as it is. */
function sourceOf(source: string | undefined): string | undefined {
  const { uri, url, path } = fieldsOf(source);
  const place = uri ?? url ?? path;
  return typeof place === 'string' ? place : source;
}

function sizeOf(profile: string | undefined): string | undefined {
  const { num_rows } = fieldsOf(profile);
  return typeof num_rows === 'number' ? `${num_rows.toLocaleString('en')} rows` : undefined;
}

function fieldsOf(text = ''): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
