import { expect, test } from 'vitest';
import { lintTemplate } from './index.ts';

/** Problems as `severity text: message`, with the text at their place. */
const lint = (text: string, declared?: string[]) =>
  lintTemplate(text, declared).map(({ from, to, severity, message }) => [
    severity,
    text.slice(from, to),
    message,
  ]);

test('a good template has no problems', () => {
  expect(lint('Hi {{ name }}, {{user.name}} and { } and {{{b}}}', ['name', 'user.name', 'b'])).toEqual([]);
  expect(lint('{% for i in items %}{{ i|upper }}{% endfor %}', ['items'])).toEqual([]);
  expect(lint('')).toEqual([]);
});

test('braces that do not pair, empty ones and impossible names are told with their places', () => {
  expect(lint('a {{ }} {{ 1a }} {{ b {{ c }} }} {{"a": 1}} {{ d')).toEqual([
    ['error', '{{ }}', '{{ }} is empty: name a variable.'],
    ['error', '{{ 1a }}', expect.stringMatching(/^1a is not a name/)],
    ['error', '{{', '{{ is not closed: }} is missing.'],
    ['warning', '}}', '}} closes nothing and stays as it is.'],
    ['warning', '{{"a": 1}}', expect.stringMatching(/^"a": 1 is not a name/)],
    ['error', '{{', '{{ is not closed: }} is missing.'],
  ]);
  expect(lint('{% only half')).toEqual([['warning', '{%', expect.stringMatching(/not Jinja/)]]);
});

test('variables that are not declared, and declared ones that are not used, are told', () => {
  expect(lint('{{ a }} {{ b.c }}', ['a', 'd'])).toEqual([
    ['warning', '', 'The variable d is declared and not used.'],
    ['warning', '{{ b.c }}', 'The variable b.c is not among the declared ones.'],
  ]);
  expect(lint('{% if x %}{{ y.z }}{% set w = 1 %}{{ w }}{% endif %}', ['x', 'q'])).toEqual([
    ['warning', '', 'The variable q is declared and not used.'],
    ['warning', 'y', 'The variable y is not among the declared ones.'],
  ]);
  expect(lint('{{ a }}')).toEqual([]);
});

test('faults of Jinja are told with their places', () => {
  const first = (text: string) => lint(text)[0];
  expect(first('a {% if x %} b')).toEqual([
    'error',
    'if',
    '{% if %} is never closed: {% endif %} is missing.',
  ]);
  expect(first('{% if x %}{% endfor %}{% endif %}')).toEqual([
    ...['error', 'endfor', '{% endfor %} stands where {% endif %} is expected.'],
  ]);
  expect(first('{% endif %}')).toEqual(['error', 'endif', '{% endif %} closes nothing.']);
  expect(first('{% else %}')).toEqual(['error', 'else', '{% else %} is outside of {% if %} and {% for %}.']);
  expect(first('{% if %}x{% endif %}')).toEqual(['error', '%}', '%} is not expected here.']);
  expect(first('{% if a %}{{ b c }}{% endif %}')).toEqual(['error', 'c', 'c is not expected here.']);
  expect(first('{% if a %}{{ }}{% endif %}')).toEqual(['error', '{{ }}', '{{ }} is empty: name a variable.']);
  expect(first('{% if a %}{% endif %}{{ (a }}')).toEqual(['error', '}', 'There is a } that closes nothing.']);
  expect(first('{% if a %}{% endif %}{{ "a }}')).toEqual([
    'error',
    '"',
    'The text that begins with " is not closed.',
  ]);
  expect(first('{% if a %}{% endif %}{{ a')).toEqual(['error', '{{', '{{ is not closed: }} is missing.']);
  expect(first('{% if a %}{% endif %}{# b')).toEqual([
    'error',
    '{#',
    'The comment is not closed: #} is missing.',
  ]);
  expect(first('{% nope %}')).toEqual(['error', 'nope', 'There is no tag {% nope %}.']);
});

test('filters, tests and names that there are not, or must not be, are told', () => {
  expect(
    lint('{% if a is nope %}{{ a|nope }}{{ a|wordwrap }}{{ a.__class__ }}{{ a["constructor"] }}{% endif %}'),
  ).toEqual([
    ['error', 'nope', 'There is no test named nope.'],
    ['error', 'nope', 'There is no filter named nope.'],
    ['warning', 'wordwrap', 'The preview does not know the filter wordwrap; Jinja2 does.'],
    ['error', '__class__', '__class__ cannot be read in a template.'],
    ['error', '"constructor"', 'constructor cannot be read in a template.'],
  ]);
});

test('a tag that Jinja2 knows and the preview does not is a warning', () => {
  expect(lint('{% with a = 1 %}{{ a }}{% endwith %}')).toEqual([
    ['warning', 'with', '{% with %} is not supported here. Jinja2 knows it, the preview does not.'],
  ]);
});

test('a hundred problems are told at most', () => {
  expect(lint('}} '.repeat(5000))).toHaveLength(100);
});
