import { lintTemplate, type TemplateProblem, templateVariables } from '../../../../prompts/index.ts';

/**
 * What is wrong or doubtful in a template, in the order of its text: its faults and, where the variables of the version it was
 * begun from are known, those that this version did not have.
 */
export function templateProblems(text: string, declared: readonly string[] | undefined): TemplateProblem[] {
  const faults = lintTemplate(text);
  return [...faults, ...newVariables(text, declared)].toSorted((a, b) => a.from - b.from);
}

function newVariables(text: string, declared: readonly string[] | undefined): TemplateProblem[] {
  if (declared === undefined) return [];
  return templateVariables(text)
    .filter((name) => !declared.includes(name))
    .map((name) => {
      const from = placeOf(text, name);
      const message = `${name} is not a variable of the version this was begun from: is it new, or misspelt?`;
      return { from, to: from + name.length, severity: 'warning', message };
    });
}

/** Where a variable is named first between braces. */
function placeOf(text: string, name: string): number {
  const found = new RegExp(`\\{[{%][^}]*?(?<![\\w.])${name.replaceAll('.', '\\.')}(?!\\w)`).exec(text);
  return found === null ? Math.max(0, text.indexOf(name)) : found.index + found[0].length - name.length;
}
