import { useTextIndex } from '../../artifacts/use-text-index.ts';
import { TextRows } from '../../artifacts/viewers/TextRows.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { type Artifact, artifactUrl, useArtifactHead } from '../../queries/artifacts.ts';
import type { ChartProps } from '../chart-props.ts';
import type { MediaSettings } from '../chart-settings.ts';
import { MediaFrame } from './MediaFrame.tsx';
import { useMediaPlace } from './media-places.ts';
import { RunStrip } from './RunStrip.tsx';
import { artifactOf, useMediaSeries } from './use-media.ts';

/** Of a longer text the artifact's own page shows the rest. */
const MOST_BLOCKS = 16_384;

/** Texts that runs logged under one name, beside each other. */
export function TextChart({ settings, charted, onNote }: ChartProps<MediaSettings>) {
  const source = useMediaSeries(settings, charted);
  const [place, setPlace] = useMediaPlace(settings.id);
  const step = place.step ?? source.steps.at(-1);
  return (
    <MediaFrame
      settings={settings}
      source={source}
      step={step}
      onStep={(next) => setPlace({ step: next })}
      onNote={onNote}
    >
      <RunStrip label={`${settings.key} by run`} series={source.series} step={step}>
        {({ run }, { path }) => (
          <OneText key={path} label={`${settings.key} of ${run.run_name}`} artifact={artifactOf(run, path)} />
        )}
      </RunStrip>
    </MediaFrame>
  );
}

interface OneTextProps {
  label: string;
  artifact: Artifact;
}

function OneText({ label, artifact }: OneTextProps) {
  const { data, error, refetch } = useArtifactHead(artifact);
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return null;
  if (data.size === 0) return <p className="px-3 text-12 text-muted">The file is empty.</p>;
  return <Rows label={label} artifact={artifact} version={data.version} />;
}

function Rows({ label, artifact, version }: OneTextProps & { version: string }) {
  const url = artifactUrl(artifact);
  const index = useTextIndex(url, version);
  if (index.error) return <ErrorNotice error={index.error} onRetry={index.readAgain} />;
  if (index.rows === 0) return null;
  return (
    <TextRows
      label={label}
      url={url}
      index={index}
      firstBlock={0}
      mostBlocks={MOST_BLOCKS}
      target={undefined}
      marked={undefined}
      found=""
      keepsAtEnd={false}
    >
      {null}
    </TextRows>
  );
}
