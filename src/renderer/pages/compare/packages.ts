/** What the files of an environment say: versions by package, `python` among them. */
export type Packages = ReadonlyMap<string, string>;

/** A requirement of pip (PEP 508): name, extras, the rest up to a marker. */
const REQUIREMENT = /^([A-Za-z0-9][\w.-]*)\s*(\[[^\]]*\])?\s*(@\s*\S+|[^;#]*)/;
/** A package of conda: `python=3.11.4`, `numpy==1.26`, `pip<=24.0`, a channel before it. */
const CONDA_PACKAGE = /^(?:[\w./-]+::)?([A-Za-z0-9_][\w.-]*)\s*((?:[=<>!~].*)?)$/;
const LIST_ITEM = /^(\s*)-\s+(.*)$/;
const KEY = /^(\s*)(?:-\s+)?([\w-]+)\s*:\s*(.*)$/;

/** The packages that one of MLflow's environment files names; undefined for other files. */
export function packagesIn(fileName: string, text: string): Packages | undefined {
  switch (fileName) {
    case 'requirements.txt':
      return fromRequirements(text);
    case 'conda.yaml':
    case 'conda.yml':
    case 'environment.yml':
    case 'environment.yaml':
      return fromConda(text);
    case 'python_env.yaml':
      return fromPythonEnvironment(text);
    default:
      return undefined;
  }
}

/** What several files of one run say together; of two that speak of one package the first counts. */
export function merged(all: readonly Packages[]): Packages {
  const packages = new Map<string, string>();
  for (const found of all)
    for (const [name, version] of found) if (!packages.has(name)) packages.set(name, version);
  return packages;
}

function fromRequirements(text: string): Packages {
  const packages = new Map<string, string>();
  // A line that ends in a backslash goes on.
  for (const line of text.replaceAll(/\\\r?\n/g, ' ').split(/\r?\n/)) addRequirement(packages, line);
  return packages;
}

function addRequirement(packages: Map<string, string>, line: string): void {
  const text = line.replace(/(?:^|\s)#.*$/, '').trim();
  // Options such as -r, -e and --index-url name no package.
  if (text === '' || text.startsWith('-')) return;
  const [, name, extras = '', rest = ''] = REQUIREMENT.exec(text) ?? [];
  if (name === undefined) return;
  // Hashes follow the version of a locked requirement.
  const version = rest.replace(/\s--hash.*$/s, '').trim();
  packages.set(`${normal(name)}${extras}`, shown(version));
}

function fromConda(text: string): Packages {
  const packages = new Map<string, string>();
  /** How deep the list of pip's own requirements stands. */
  let pipDepth: number | undefined;
  let isWithin = false;
  for (const line of text.split(/\r?\n/)) {
    const [, keyIndent = '', key, value = ''] = KEY.exec(line) ?? [];
    const [, indent, item = ''] = LIST_ITEM.exec(line) ?? [];
    if (key === 'pip' && value === '' && indent !== undefined) {
      pipDepth = indent.length;
      continue;
    }
    if (key !== undefined && indent === undefined && keyIndent === '') isWithin = key === 'dependencies';
    if (!isWithin || indent === undefined) continue;
    if (pipDepth !== undefined && indent.length > pipDepth) {
      addRequirement(packages, unquoted(item));
      continue;
    }
    pipDepth = undefined;
    const [, name, version = ''] = CONDA_PACKAGE.exec(unquoted(item)) ?? [];
    if (name !== undefined) packages.set(normal(name), shown(version.replace(/^=(?!=)/, '==')));
  }
  return packages;
}

function fromPythonEnvironment(text: string): Packages {
  const packages = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const [, , key, value = ''] = KEY.exec(line) ?? [];
    const [, , item] = LIST_ITEM.exec(line) ?? [];
    if (item !== undefined) addRequirement(packages, unquoted(item));
    else if (key === 'python' && value !== '') packages.set('python', unquoted(value));
  }
  return packages;
}

function unquoted(text: string): string {
  const bare = text.replace(/\s+#.*$/, '').trim();
  return bare.replace(/^(['"])(.*)\1$/, '$2');
}

/** As PyPI compares names. */
function normal(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-');
}

/** `==1.2` is the version 1.2; anything looser is told as it stands. */
function shown(version: string): string {
  if (version === '') return 'any';
  const exact = /^===?\s*([^,\s*]+)$/.exec(version);
  return exact?.[1] ?? version;
}
