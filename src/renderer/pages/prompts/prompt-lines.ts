/** How a version is named where one is asked for. */
export const versionUri = (name: string, version: string): string => `prompts:/${name}/${version}`;
export const aliasUri = (name: string, alias: string): string => `prompts:/${name}@${alias}`;

/** The lines that load a version in Python and fill in its variables. */
export function loadingLines(uri: string, trackingUri: string, variables: readonly string[]): string {
  const values = variables
    .filter((name) => /^[a-z_]\w*$/i.test(name))
    .map((name) => `${name}="…"`)
    .join(', ');
  return [
    'import mlflow',
    `mlflow.set_tracking_uri(${pythonText(trackingUri)})`,
    `prompt = mlflow.genai.load_prompt(${pythonText(uri)})`,
    `prompt.format(${values})`,
  ].join('\n');
}

/** The lines that register the first version of a prompt in Python. */
export function registeringLines(trackingUri: string): string {
  return [
    'import mlflow',
    `mlflow.set_tracking_uri(${pythonText(trackingUri)})`,
    'mlflow.genai.register_prompt(',
    '    name="answer",',
    '    template="Answer in {{ words }} words: {{ question }}",',
    '    commit_message="First version",',
    ')',
  ].join('\n');
}

/** A text as Python writes it: JSON's escapes are Python's too. */
const pythonText = (text: string): string => JSON.stringify(text);
