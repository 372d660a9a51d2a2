export type { ModelConfig, PromptContent } from '../contract/index.ts';
export { MAX_TEMPLATE, PROMPT_TAGS, promptContentOf, promptTagsOf, storedText, type Tag } from './content.ts';
export { lintTemplate, type TemplateProblem } from './lint.ts';
export { type ContentMerge, mergeContent } from './merge.ts';
export {
  type ConfigField,
  type ConfigProblem,
  checkModelConfig,
  PROVIDERS,
  type Provider,
  providerOf,
} from './model-config.ts';
export {
  contentKind,
  type RenderOptions,
  renderContent,
  renderTemplate,
  type TemplateKind,
  templateKind,
  templateVariables,
  variablesOf,
} from './template.ts';
export { TemplateError } from './template-error.ts';
