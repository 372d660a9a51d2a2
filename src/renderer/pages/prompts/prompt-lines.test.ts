import { expect, test } from 'vitest';
import { aliasUri, loadingLines, registeringLines, versionUri } from './prompt-lines.ts';

test('a version and an alias are named as MLflow names them', () => {
  expect(versionUri('qa', '2')).toBe('prompts:/qa/2');
  expect(aliasUri('qa', 'champion')).toBe('prompts:/qa@champion');
});

test('the lines for Python name the tracker, the version and its variables', () => {
  const lines = loadingLines('prompts:/qa/2', 'http://127.0.0.1:5000', ['question', 'user.name']);
  expect(lines).toContain('mlflow.set_tracking_uri("http://127.0.0.1:5000")');
  expect(lines).toContain('mlflow.genai.load_prompt("prompts:/qa/2")');
  expect(lines).toContain('prompt.format(question="…")');
  expect(registeringLines('http://127.0.0.1:5000')).toContain('mlflow.genai.register_prompt(');
});
