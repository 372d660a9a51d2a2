import { formatBytes } from '../../format.ts';
import { type CompareRow, keysOf, textRow } from './compare-rows.ts';
import type { Packages } from './packages.ts';

/** A row for each package, Python first. Runs without any environment file have nothing to differ by. */
export function packageRows(ofRuns: readonly (Packages | undefined)[]): CompareRow[] {
  const known = ofRuns.flatMap((packages) => packages ?? []);
  const names = keysOf(known);
  return [...names.filter((name) => name === 'python'), ...names.filter((name) => name !== 'python')].map(
    (name) => ({
      ...textRow(
        `packages.${name}`,
        name === 'python' ? 'Python' : name,
        ofRuns.map((packages) => packages?.get(name)),
      ),
      differs: new Set(known.map((packages) => packages.get(name))).size > 1,
    }),
  );
}

/** A file of code as a run logged it. */
export interface CodeFile {
  size: number;
  /** Undefined where the file is too large to be read here. */
  text: string | undefined;
}

/** A row for each file of logged code: which of its versions each run has. */
export function codeRows(ofRuns: readonly ReadonlyMap<string, CodeFile>[]): CompareRow[] {
  return keysOf(ofRuns).map((path) => {
    const files = ofRuns.map((ofRun) => ofRun.get(path));
    const contents = files.map((file) => file && (file.text ?? `${file.size}`));
    const versions = [...new Set(contents.filter((content) => content !== undefined))];
    const values = files.map((file, index) => {
      if (file === undefined) return undefined;
      const version = versions.indexOf(contents[index] ?? '') + 1;
      return versions.length === 1 ? formatBytes(file.size) : `version ${version}, ${formatBytes(file.size)}`;
    });
    return {
      ...textRow(`artifacts.${path}`, path, values),
      differs: new Set(contents).size > 1,
      file: path,
    };
  });
}
