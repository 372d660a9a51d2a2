import { ARTIFACT_ROOT, type ArtifactPath, parseArtifactPath } from '../artifacts/index.ts';
import { invalidParameter } from '../contract/index.ts';

const PROXIED = 'mlflow-artifacts:/';
/** Stores that clients reach by themselves: this engine keeps the address and never opens it. */
const REMOTE = /^(s3|gs|wasbs?|abfss?|hdfs|viewfs|dbfs|r2|b2|oci|sftp|ftp):\/\/[^/#?;\\]+(\/[^#?;\\]*)?$/i;

/** The folder of the artifact store that a `mlflow-artifacts:` URI names; undefined for other stores. */
export function storePath(uri: string): ArtifactPath | undefined {
  const match = /^mlflow-artifacts:(?:\/\/[^/]*)?\/+(.*)$/i.exec(uri);
  if (match === null) return undefined;
  const rest = (match[1] ?? '').replace(/\/+$/, '');
  // Clients put the URI's path into a URL as it stands, and HTTP takes one layer of percent-encoding off.
  return rest === '' ? ARTIFACT_ROOT : parseArtifactPath(rest);
}

/** A folder of the artifact store by its URI. Throws INVALID_PARAMETER_VALUE where the files are in a store of others. */
export function localPath(uri: string): ArtifactPath {
  const path = storePath(uri);
  if (path === undefined)
    throw invalidParameter(
      `The artifacts are at ${uri}, which clients reach directly; this server does not read it.`,
    );
  return path;
}

/**
 * Where an experiment's artifacts go. The server decides: a caller may name a folder of the artifact store or a remote store
 * that its own client reaches, never a file or web address of this machine. Throws INVALID_PARAMETER_VALUE.
 */
export function artifactLocation(asked: string | undefined, experimentId: number): string {
  if (!asked) return `${PROXIED}${experimentId}`;
  const location = asked.replace(/\/+$/, '');
  if (/^mlflow-artifacts:/i.test(location)) {
    const path = storePath(location);
    if (path !== undefined && path !== ARTIFACT_ROOT) return location;
  } else if (REMOTE.test(location) && !/(^|[\\/])\.\.([\\/]|$)/.test(decodeURIComponentSafely(location))) {
    return location;
  }
  throw invalidParameter(
    `'artifact_location' cannot be '${asked}': leave it out, or name a folder such as mlflow-artifacts:/team/a or a remote store such as s3://bucket/path.`,
  );
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return '..';
    throw error;
  }
}
