import type { ModelConfig } from '../../../../contract/index.ts';

/** A config without the settings that have no value; undefined where none has. */
export function trimmedConfig(config: ModelConfig): ModelConfig | undefined {
  const set = Object.entries(config).filter(([, value]) => {
    if (value === undefined || value === null || value === '') return false;
    return typeof value !== 'object' || Object.keys(value).length > 0;
  });
  return set.length === 0 ? undefined : (Object.fromEntries(set) as ModelConfig);
}

/** A number as it is typed; undefined for nothing, NaN for what is no number. */
export function numberOf(text: string): number | undefined {
  const trimmed = text.trim();
  return trimmed === '' ? undefined : Number(trimmed);
}

/** Stop sequences one a line; a line break in one is written \n. */
export function stopsText(stops: readonly string[] | undefined): string {
  return (stops ?? []).map((stop) => stop.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')).join('\n');
}

export function stopsOf(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replaceAll(/\\(n|\\)/g, (_, sign: string) => (sign === 'n' ? '\n' : '\\')));
}

/** The settings of a config in a few words: "gpt-4o-mini · temperature 0.2". */
export function configWords({ provider, model_name, ...settings }: ModelConfig): string {
  const more = Object.entries(settings).flatMap(([key, value]) =>
    typeof value === 'number' ? [`${key.replaceAll('_', ' ')} ${value}`] : [],
  );
  return [provider, model_name, ...more].filter(Boolean).join(' · ');
}
