interface LoadedModel {
  /** `models:/fraud/3` and the like. */
  uri: string;
  /** The tracker's address. */
  tracker: string;
  name: string;
  version: string;
  /** The flavors that the model says it has; none where that is not known. */
  flavors: readonly string[];
}

/** Flavors whose module has no `load_model` of its own, or needs Spark. */
const WITHOUT_LOADER: ReadonlySet<string> = new Set([
  'python_function',
  'spark',
  'mleap',
  'crate',
  'loader_module',
]);

/** Lines of Python that load a model by its flavor and, always, as a plain function. */
export function pythonThatLoads({ uri, tracker, flavors }: LoadedModel): string {
  const [flavor] = flavors.filter((name) => !WITHOUT_LOADER.has(name) && /^\w+$/.test(name));
  const own =
    flavor === undefined
      ? []
      : [
          '',
          `# Or as it was trained, with ${flavor}:`,
          `model = mlflow.${flavor}.load_model(${literal(uri)})`,
        ];
  return [
    'import mlflow',
    '',
    `mlflow.set_tracking_uri(${literal(tracker)})`,
    `model = mlflow.pyfunc.load_model(${literal(uri)})`,
    'model.predict(data)',
    ...own,
  ].join('\n');
}

/** A command that fetches one file of a version. */
export function curlOfFile({ tracker, name, version }: LoadedModel, path: string): string {
  const query = new URLSearchParams({ name, version, path });
  return `curl -OJ ${quoted(`${tracker}/model-versions/get-artifact?${query}`)}`;
}

/** Lines of Python that fetch all files of a version. */
export function pythonThatDownloads({ uri, tracker }: LoadedModel): string {
  return [
    'import mlflow',
    '',
    `mlflow.set_tracking_uri(${literal(tracker)})`,
    `mlflow.artifacts.download_artifacts(${literal(uri)}, dst_path="model")`,
  ].join('\n');
}

/** A command that serves a model on this machine, and one that asks it. */
export function commandsThatServe({ uri, tracker }: LoadedModel): string {
  return [
    `MLFLOW_TRACKING_URI=${quoted(tracker)} mlflow models serve -m ${quoted(uri)} -p 5001`,
    '',
    'curl http://127.0.0.1:5001/invocations -H "Content-Type: application/json" \\',
    `  -d '{"inputs": […]}'`,
  ].join('\n');
}

/** A string of Python. */
const literal = (text: string) => JSON.stringify(text);

/** A word of a shell, whatever is in it. */
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
