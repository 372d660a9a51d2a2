import { isForbidden } from './jinja-attributes.ts';
import { filterKnown } from './jinja-filters.ts';
import { parseJinja, UnsupportedTag } from './jinja-syntax.ts';
import { isTest } from './jinja-tests.ts';
import { jinjaTokens, type Token } from './jinja-tokens.ts';
import { freeVariables } from './jinja-variables.ts';
import { plainVariables, SPACE } from './plain-template.ts';
import { templateKind } from './template.ts';
import { TemplateError } from './template-error.ts';

/** Something to tell of a template; `from` and `to` are places in its text. */
export interface TemplateProblem {
  from: number;
  to: number;
  severity: 'error' | 'warning';
  message: string;
}

const MOST_PROBLEMS = 100;
const BRACES = /\{\{(?!\{)|\}\}/g;
const IDENTIFIER = new RegExp(`^${SPACE}*([a-zA-Z_][a-zA-Z0-9_]*(?:\\.[a-zA-Z_][a-zA-Z0-9_]*)*)${SPACE}*$`);
const BLANK = new RegExp(`^${SPACE}*$`);
const LIKE_A_NAME = /^[\w .-]*$/;

function shortened(text: string): string {
  const trimmed = text.trim();
  return trimmed.length > 40 ? `${trimmed.slice(0, 40)}…` : trimmed;
}

function problem(
  from: number,
  to: number,
  message: string,
  severity: TemplateProblem['severity'] = 'error',
): TemplateProblem {
  return { from, to, severity, message };
}

function betweenBraces(inner: string, from: number, to: number): TemplateProblem[] {
  if (IDENTIFIER.test(inner)) return [];
  if (BLANK.test(inner)) return [problem(from, to, '{{ }} is empty: name a variable.')];
  const message = `${shortened(inner)} is not a name of letters, digits and underscores, so that nothing is put in here.`;
  return [problem(from, to, message, LIKE_A_NAME.test(inner) ? 'error' : 'warning')];
}

function unclosed(from: number): TemplateProblem {
  return problem(from, from + 2, '{{ is not closed: }} is missing.');
}

function braceProblems(text: string): TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  let open: number | undefined;
  for (const { 0: braces, index } of text.matchAll(BRACES)) {
    if (problems.length >= MOST_PROBLEMS) return problems;
    if (braces === '{{') {
      if (open !== undefined) problems.push(unclosed(open));
      open = index;
      continue;
    }
    if (open === undefined)
      problems.push(problem(index, index + 2, '}} closes nothing and stays as it is.', 'warning'));
    else problems.push(...betweenBraces(text.slice(open + 2, index), open, index + 2));
    open = undefined;
  }
  return open === undefined ? problems : [...problems, unclosed(open)];
}

function halfTagProblems(text: string): TemplateProblem[] {
  const at = text.indexOf('{%');
  if (at < 0) return [];
  return [problem(at, at + 2, '{% is text here: without %} the template is not Jinja.', 'warning')];
}

const placeOf = ({ from, to }: Token): [number, number] => [from, to];

function filterProblem(token: Token): TemplateProblem[] {
  const known = filterKnown(token.value);
  if (known === 'here') return [];
  return known === 'elsewhere'
    ? [
        problem(
          ...placeOf(token),
          `The preview does not know the filter ${token.value}; Jinja2 does.`,
          'warning',
        ),
      ]
    : [problem(...placeOf(token), `There is no filter named ${token.value}.`)];
}

function nameProblems(
  token: Token,
  previous: Token | undefined,
  before: Token | undefined,
): TemplateProblem[] {
  const isPart = previous?.type === 'Dot' || previous?.type === 'OpenSquareBracket';
  if (isPart && isForbidden(token.value))
    return [problem(...placeOf(token), `${token.value} cannot be read in a template.`)];
  if (token.type !== 'Identifier') return [];
  if (previous?.type === 'Pipe') return filterProblem(token);
  const isTested =
    (previous?.value === 'is' && before?.type !== 'Dot' && token.value !== 'not') ||
    (previous?.value === 'not' && before?.value === 'is');
  if (!isTested || previous?.type !== 'Identifier' || isTest(token.value)) return [];
  return [problem(...placeOf(token), `There is no test named ${token.value}.`)];
}

function tokenProblems(tokens: readonly Token[]): TemplateProblem[] {
  return tokens.flatMap((token, index) => nameProblems(token, tokens[index - 1], tokens[index - 2]));
}

interface Linted {
  problems: TemplateProblem[];
  /** With the places where they appear first; absent where the template cannot be read. */
  variables?: Map<string, [number, number]>;
}

function plainPlaces(text: string): Map<string, [number, number]> {
  const places = new Map<string, [number, number]>();
  for (const name of plainVariables(text)) {
    const found = new RegExp(`\\{\\{${SPACE}*${name.replaceAll('.', '\\.')}${SPACE}*\\}\\}`).exec(text);
    if (found) places.set(name, [found.index, found.index + found[0].length]);
  }
  return places;
}

function jinjaPlaces(names: readonly string[], tokens: readonly Token[]): Map<string, [number, number]> {
  const first = new Map<string, [number, number]>();
  for (const [index, token] of tokens.entries())
    if (token.type === 'Identifier' && tokens[index - 1]?.type !== 'Dot' && !first.has(token.value))
      first.set(token.value, placeOf(token));
  return new Map(names.map((name) => [name, first.get(name) ?? [0, 0]]));
}

function lintJinja(text: string): Linted {
  try {
    const program = parseJinja(text);
    const tokens = jinjaTokens(text);
    return { problems: tokenProblems(tokens), variables: jinjaPlaces(freeVariables(program), tokens) };
  } catch (error) {
    if (error instanceof RangeError)
      return { problems: [problem(0, text.length, 'The template is nested too deeply.')] };
    if (!(error instanceof TemplateError)) throw error;
    const { from = 0, to = text.length, message } = error;
    if (!(error instanceof UnsupportedTag)) return { problems: [problem(from, to, message)] };
    return { problems: [problem(from, to, `${message} Jinja2 knows it, the preview does not.`, 'warning')] };
  }
}

function lintPlain(text: string): Linted {
  return { problems: [...braceProblems(text), ...halfTagProblems(text)], variables: plainPlaces(text) };
}

function declarationProblems(
  variables: ReadonlyMap<string, [number, number]>,
  declared: readonly string[],
): TemplateProblem[] {
  const unknown = Array.from(variables)
    .filter(([name]) => !declared.includes(name))
    .map(([name, place]) =>
      problem(...place, `The variable ${name} is not among the declared ones.`, 'warning'),
    );
  const unused = declared
    .filter((name) => !variables.has(name))
    .map((name) => problem(0, 0, `The variable ${name} is declared and not used.`, 'warning'));
  return [...unknown, ...unused];
}

/**
 * What is wrong with a template, in the order of its text: braces that do not pair, empty or impossible names, faults of Jinja;
 * with `declared`, also variables that are not among these and those of them that are not used (at 0). The first 100 at most.
 */
export function lintTemplate(text: string, declared?: readonly string[]): TemplateProblem[] {
  const { problems, variables } = templateKind(text) === 'jinja' ? lintJinja(text) : lintPlain(text);
  const all = variables && declared ? [...problems, ...declarationProblems(variables, declared)] : problems;
  return all.sort((a, b) => a.from - b.from).slice(0, MOST_PROBLEMS);
}
