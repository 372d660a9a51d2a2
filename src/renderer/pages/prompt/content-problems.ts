import type { PromptContent } from '../../../contract/index.ts';
import { checkModelConfig, MAX_TEMPLATE, storedText, variablesOf } from '../../../prompts/index.ts';
import { formatCount } from '../../format.ts';
import { templateProblems } from './editor/template-problems.ts';

export interface ContentProblem {
  /** "Template", "Message 2", "Model config". */
  where: string;
  severity: 'error' | 'warning';
  message: string;
}

/** What is wrong or doubtful in a content; `declared` are the variables of the version it was begun from. */
export function contentProblems(
  content: PromptContent,
  declared: readonly string[] | undefined,
): ContentProblem[] {
  return [
    ...textsOf(content).flatMap(({ where, text }) =>
      templateProblems(text, declared).map(
        ({ severity, message }): ContentProblem => ({ where, severity, message }),
      ),
    ),
    ...unusedVariables(content, declared ?? []),
    ...checkModelConfig(content.model_config ?? {}).map(
      ({ message }): ContentProblem => ({ where: 'Model config', severity: 'warning', message }),
    ),
    ...shapeProblems(content),
  ];
}

function textsOf(content: PromptContent): { where: string; text: string }[] {
  if (content.type === 'text') return [{ where: 'Template', text: content.template }];
  return content.messages.map(({ content: text }, index) => ({ where: `Message ${index + 1}`, text }));
}

function unusedVariables(content: PromptContent, declared: readonly string[]): ContentProblem[] {
  const used = variablesOf(content);
  return declared
    .filter((name) => !used.includes(name))
    .map((name) => ({
      where: 'Variables',
      severity: 'warning',
      message: `${name} is not used any more.`,
    }));
}

function shapeProblems(content: PromptContent): ContentProblem[] {
  const problems: ContentProblem[] = [];
  const { length } = storedText(content);
  if (length > MAX_TEMPLATE)
    problems.push({
      where: 'Template',
      severity: 'error',
      message: `It has ${formatCount(length)} characters; a version has at most ${formatCount(MAX_TEMPLATE)}.`,
    });
  if (content.type === 'text' ? content.template.trim() === '' : content.messages.length === 0)
    problems.push({ where: 'Template', severity: 'error', message: 'It is empty.' });
  return problems;
}
