import { expect, test } from 'vitest';
import { namesPrompts, parseFilter } from './index.ts';

test.each([
  ["tags.`mlflow.prompt.is_prompt` = 'true'", true],
  ["name = 'a' AND tag.mlflow.prompt.is_prompt != 'false'", true],
  ["name = 'a' OR NOT (tags.a = 'b' AND tags.mlflow.prompt.is_prompt IN ('true'))", true],
  ['', false],
  ["name = 'mlflow.prompt.is_prompt' AND tags.a = 'mlflow.prompt.is_prompt'", false],
  ["tags.mlflow.prompt.text LIKE '%a%'", false],
] as const)('[F36] whether %j says anything of prompts: %s', (text, expected) => {
  expect(namesPrompts(parseFilter(text, 'registered_models'))).toBe(expected);
  expect(namesPrompts(parseFilter(text, 'model_versions'))).toBe(expected);
});
