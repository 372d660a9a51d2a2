import { type Answer, EncodedJson } from '../contract/index.ts';

/** The three rpcs whose path ends in a folder. MLflow's client sends the file's name in the body, as its local path. */
export function joinFileName(folder: string, localPath: unknown): string {
  const name = typeof localPath === 'string' ? localPath.slice(localPath.search(/[^/\\]*$/)) : '';
  return name === '' ? folder : `${folder}/${name}`;
}

/** MLflow's client PUTs the parts to these URLs as they stand, so each must name the server it was asked on. */
export function withAbsoluteUrls(
  answer: Answer<'createMultipartUpload'>,
  host: string | undefined,
): Answer<'createMultipartUpload'> {
  if (answer instanceof EncodedJson || answer.credentials === undefined) return answer;
  const credentials = answer.credentials.map((credential) => ({
    ...credential,
    url: credential.url.startsWith('/') ? `http://${host}${credential.url}` : credential.url,
  }));
  return { ...answer, credentials };
}
