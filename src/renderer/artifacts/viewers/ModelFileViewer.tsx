import { useMemo } from 'react';
import { KeyValueList } from '../../components/KeyValueList.tsx';
import { type Artifact, artifactId, useArtifactFolders } from '../../queries/artifacts.ts';
import { type ModelFile, readModelFile } from '../mlmodel.ts';
import { TextViewer } from './TextViewer.tsx';
import type { ViewerProps } from './viewer-props.ts';
import { WholeText } from './WholeText.tsx';

/** A file named MLmodel: what goes in and comes out, how it is loaded, and the packages that it asks for. */
export function ModelFileViewer(props: ViewerProps) {
  return <WholeText artifact={props.artifact}>{(text) => <Parsed text={text} {...props} />}</WholeText>;
}

function Parsed({ text, ...props }: ViewerProps & { text: string }) {
  const model = useMemo(() => readModelFile(text), [text]);
  if (model === undefined)
    return (
      <>
        <p className="px-4 py-2 text-12 text-muted">
          This names no flavor, as a model of MLflow does, so it is shown as text.
        </p>
        <TextViewer {...props} />
      </>
    );
  return (
    <div
      tabIndex={0}
      role="region"
      aria-label="Model"
      className="min-h-0 flex-1 overflow-y-auto pb-6 *:max-w-248 *:first:border-t-0"
    >
      <ModelFileParts model={model} artifact={props.artifact} />
    </div>
  );
}

/** The parts of a model's file, each a section, and the packages beside it. */
export function ModelFileParts({ model, artifact }: { model: ModelFile; artifact: Artifact }) {
  return (
    <>
      {model.signature.length === 0 ? (
        <p className="px-4 py-3 text-12 text-muted">
          No signature: it does not say what goes in or comes out.
        </p>
      ) : (
        model.signature.map((part) => <Fields key={part.title} {...part} />)
      )}
      {model.facts.length > 0 && <KeyValueList title="Logged" entries={model.facts} />}
      {model.flavors.map(({ name, entries }) => (
        <KeyValueList key={name} title={`Flavor ${name}`} entries={entries} />
      ))}
      <Requirements artifact={artifact} />
    </>
  );
}

function Fields({ title, fields }: ModelFile['signature'][number]) {
  return (
    <section className="border-t border-separator px-4 py-3 text-12">
      <h2 className="font-semibold">
        {title} <span className="ml-1 font-normal text-muted">{fields.length}</span>
      </h2>
      <table aria-label={title} className="mt-1 w-full table-fixed text-left">
        <thead className="text-11 text-muted *:*:h-6 *:*:font-medium">
          <tr>
            <th className="w-[min(40%,240px)]">Name</th>
            <th>Type</th>
            <th className="w-32">Given</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(({ name, type, note }, index) => (
            <tr key={index} className="border-t border-separator align-top *:py-1.5 *:pr-3">
              <td className="break-words">
                {name === '' ? <span className="text-muted">(unnamed)</span> : name}
              </td>
              <td className="font-mono break-words">{type}</td>
              <td className="text-muted">{note}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Requirements({ artifact: { owner, path } }: { artifact: Artifact }) {
  const folder = { owner, path: path.split('/').slice(0, -1).join('/') };
  const { listings } = useArtifactFolders([folder]);
  const file = listings.get(artifactId(folder))?.find((one) => /(?:^|\/)requirements\.txt$/.test(one.path));
  if (file === undefined) return null;
  return (
    <section className="border-t border-separator px-4 py-3 text-12">
      <h2 className="font-semibold">Requirements</h2>
      <WholeText artifact={{ owner, path: file.path }}>
        {(text) => (
          <pre className="mt-1 overflow-x-auto font-mono whitespace-pre-wrap text-soft">{text.trim()}</pre>
        )}
      </WholeText>
    </section>
  );
}
