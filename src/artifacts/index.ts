// The artifact store: files under one root, whatever holds them, and how HTTP names and serves them.
export type {
  ArtifactStat,
  ArtifactStore,
  ArtifactVersion,
  ByteRange,
  DeleteOptions,
  FileInfo,
  OpenArtifact,
  PartEtag,
  PutOptions,
  StoredArtifact,
} from './artifact-store.ts';
export { contentRange, parseByteRange, type RangeAnswer } from './byte-ranges.ts';
export { attachmentDisposition } from './content-disposition.ts';
export { contentTypeOf } from './content-type.ts';
export { ArtifactError, type ArtifactErrorCode, missingArtifact, trackingErrorOf } from './errors.ts';
export { openFileArtifactStore } from './file.ts';
export { ARTIFACT_ROOT, type ArtifactPath, type PathOptions, parseArtifactPath } from './paths.ts';
