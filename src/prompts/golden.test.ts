import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { PromptContent } from '../contract/index.ts';
import {
  promptContentOf,
  promptTagsOf,
  renderContent,
  renderTemplate,
  TemplateError,
  templateVariables,
  variablesOf,
} from './index.ts';

interface Rendered {
  template: string;
  variables?: string[];
  text?: string;
}

interface Golden {
  values: Record<string, unknown>;
  rendered: Rendered[];
  refused: Rendered[];
  formatted: {
    template: string | { role: string; content: string }[];
    values: Record<string, unknown>;
    allow_partial: boolean;
    variables: string[];
    result?: string | { role: string; content: string }[];
  }[];
  registered: { content: PromptContent; tags: Record<string, string> }[];
}

// Made by testing/record-python.py with Jinja2's SandboxedEnvironment and MLflow's client 3.17.2.
const golden = JSON.parse(
  readFileSync(new URL('./testing/python-golden.json', import.meta.url), 'utf8'),
) as Golden;

describe('what Jinja2 makes of a template', () => {
  test('there are enough of them', () => {
    expect(golden.rendered.length + golden.refused.length).toBeGreaterThan(120);
  });

  test.for(golden.rendered)('$template', ({ template, text }) => {
    expect(renderTemplate(template, golden.values)).toBe(text);
  });

  test.for(golden.refused)('refused: $template', ({ template }) => {
    expect(() => renderTemplate(template, golden.values)).toThrow(TemplateError);
  });

  test.for(golden.rendered)('variables of $template', ({ template, variables }) => {
    expect([...templateVariables(template)].sort()).toEqual(variables);
  });
});

const contentOf = (template: Golden['formatted'][number]['template']): PromptContent =>
  typeof template === 'string' ? { type: 'text', template } : { type: 'chat', messages: template };

describe('what the client of MLflow makes of a prompt', () => {
  test.for(golden.formatted)('$template with $values', ({ template, values, allow_partial, ...case_ }) => {
    const content = contentOf(template);
    const render = () => renderContent(content, values, { allowPartial: allow_partial });
    if (case_.result === undefined) expect(render).toThrow(TemplateError);
    else expect(render()).toEqual(contentOf(case_.result));
  });

  test.for(golden.formatted.filter(({ template }) => !JSON.stringify(template).includes('{% ')))(
    'variables of $template',
    ({ template, variables }) => {
      expect([...variablesOf(contentOf(template))].sort()).toEqual(variables);
    },
  );

  test.for(golden.registered)('tags of $content', ({ content, tags }) => {
    expect(Object.fromEntries(promptTagsOf(content).map(({ key, value }) => [key, value]))).toEqual(tags);
    expect(promptContentOf(Object.entries(tags).map(([key, value]) => ({ key, value })))).toEqual(
      Object.fromEntries(
        Object.entries(content).filter(
          ([, part]) => typeof part !== 'object' || Object.keys(part ?? {}).length > 0,
        ),
      ),
    );
  });
});
