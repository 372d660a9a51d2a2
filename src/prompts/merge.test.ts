import { describe, expect, test } from 'vitest';
import type { PromptContent, PromptMessage } from '../contract/index.ts';
import { mergeContent } from './index.ts';

const text = (template: string): PromptContent => ({ type: 'text', template });
const chat = (...messages: string[]): PromptContent => ({
  type: 'chat',
  messages: messages.map((line): PromptMessage => {
    const [role = '', content = ''] = line.split(': ');
    return { role, content };
  }),
});
const merged = (base: string, ours: string, theirs: string) =>
  mergeContent(text(base), text(ours), text(theirs));

describe('texts', () => {
  test('changes of different lines are both taken', () => {
    const { content, conflicts } = merged('a\nb\nc\nd\n', 'A\nb\nc\nd\n', 'a\nb\nc\nD\ne\n');
    expect([content, conflicts]).toEqual([text('A\nb\nc\nD\ne\n'), []]);
  });

  test('changes of different words of one line are both taken', () => {
    const { content, conflicts } = merged(
      'You are a kind helper.',
      'You are a strict helper.',
      'We are a kind helper!',
    );
    expect([content, conflicts]).toEqual([text('We are a strict helper!'), []]);
  });

  test('changes of one word are a conflict that keeps ours and names its lines', () => {
    const { content, conflicts } = merged('a\nb one\nc\n', 'new\na\nb two\nc\n', 'a\nb three\nc\n');
    expect(content).toEqual(text('new\na\nb two\nc\n'));
    expect(conflicts).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f]{16}$/),
        where: 'template',
        base: 'b one\n',
        ours: 'b two\n',
        theirs: 'b three\n',
        lines: { from_line: 3, to_line: 3 },
      },
    ]);
  });

  test('the same conflict twice has two ids, which stay when one is resolved', () => {
    const [base, ours, theirs] = ['x\n=\nx\n', 'y\n=\ny\n', 'z\n=\nz\n'].map(text) as [
      PromptContent,
      PromptContent,
      PromptContent,
    ];
    const { conflicts } = mergeContent(base, ours, theirs);
    const [first = '', second = ''] = conflicts.map(({ id }) => id);
    expect(new Set([first, second]).size).toBe(2);
    const half = mergeContent(base, ours, theirs, [{ id: second, take: 'theirs', text: undefined }]);
    expect([half.content, half.conflicts.map(({ id }) => id)]).toEqual([text('y\n=\nz\n'), [first]]);
    const whole = mergeContent(base, ours, theirs, [
      { id: first, take: 'base', text: undefined },
      { id: second, take: 'text', text: 'own\n' },
      { id: 'other', take: 'ours', text: undefined },
    ]);
    expect(whole).toEqual({ content: text('x\n=\nown\n'), conflicts: [], unknown: ['other'] });
  });

  test('a hundred thousand equal lines do not keep it busy', () => {
    const lines = 'a\n'.repeat(50_000);
    const start = performance.now();
    expect(merged(lines, `b\n${lines}`, `${lines}c\n`).content.type).toBe('text');
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe('messages', () => {
  const base = chat('system: be kind', 'user: {{ q }}');

  test('each is merged by itself, and new ones are put where they stood', () => {
    const ours = chat('system: be very kind', 'user: {{ q }}', 'assistant: ok');
    const theirs = chat('system: be kind', 'user: example', 'user: {{ q }} please');
    const { content, conflicts } = mergeContent(base, ours, theirs);
    expect(conflicts).toEqual([]);
    expect(content).toEqual(
      chat('system: be very kind', 'user: example', 'user: {{ q }} please', 'assistant: ok'),
    );
  });

  test('one that is taken out goes, unless the other one changed it', () => {
    expect(mergeContent(base, chat('user: {{ q }}'), base).content).toEqual(chat('user: {{ q }}'));
    const { content, conflicts } = mergeContent(
      base,
      chat('user: {{ q }}'),
      chat('system: be strict', 'user: {{ q }}'),
    );
    expect(content).toEqual(chat('user: {{ q }}'));
    expect(conflicts).toMatchObject([{ where: 'messages[0]' }]);
    expect(conflicts[0]?.ours).toBeUndefined();
    const id = conflicts[0]?.id ?? '';
    const taken = mergeContent(base, chat('user: {{ q }}'), chat('system: be strict', 'user: {{ q }}'), [
      { id, take: 'theirs', text: undefined },
    ]);
    expect(taken.content).toEqual(chat('system: be strict', 'user: {{ q }}'));
  });

  test('two new ones at one place are a conflict that a text of JSON may settle', () => {
    const [ours, theirs] = [
      chat('system: be kind', 'user: {{ q }}', 'user: a'),
      chat('system: be kind', 'user: {{ q }}', 'user: b'),
    ];
    const [conflict] = mergeContent(base, ours, theirs).conflicts;
    const settle = (own: string) =>
      mergeContent(base, ours, theirs, [{ id: conflict?.id ?? '', take: 'text', text: own }]).content;
    expect(settle('[{"role": "user", "content": "a and b"}]')).toEqual(
      chat('system: be kind', 'user: {{ q }}', 'user: a and b'),
    );
    for (const own of ['x', '{}', '[{"role": "user"}]', '[null]'])
      expect(() => settle(own)).toThrow(/messages\[2\]/);
  });

  test('a change of role and one of content go together; fields of a message are kept', () => {
    const own = (message: object): PromptContent => ({
      type: 'chat',
      messages: [{ role: 'user', content: 'a', ...message }],
    });
    const { content } = mergeContent(
      own({}),
      own({ role: 'system' }),
      own({ content: 'b', tool_call_id: '7' }),
    );
    expect(content).toEqual(own({ role: 'system', content: 'b', tool_call_id: '7' }));
  });
});

describe('fields', () => {
  const own = (model_config: object, response_format?: unknown): PromptContent =>
    ({
      type: 'text',
      template: 't',
      model_config,
      ...(response_format !== undefined && { response_format }),
    }) as PromptContent;

  test('are merged one by one, those of extra_params and of the response format too', () => {
    const { content, conflicts } = mergeContent(
      own({ temperature: 0, top_p: 1, extra_params: { a: 1 } }, { type: 'object', properties: { a: {} } }),
      own(
        { temperature: 1, top_p: 1, extra_params: { a: 1, b: 2 } },
        { type: 'object', properties: { a: {}, b: {} } },
      ),
      own({ temperature: 0, extra_params: { a: 3 } }, { type: 'object', properties: { a: {}, c: {} } }),
    );
    expect(conflicts).toEqual([]);
    expect(content).toEqual(
      own(
        { temperature: 1, extra_params: { a: 3, b: 2 } },
        { type: 'object', properties: { a: {}, b: {}, c: {} } },
      ),
    );
  });

  test('that both changed are conflicts by their names', () => {
    const { content, conflicts } = mergeContent(
      own({ temperature: 0, model_name: 'a' }),
      own({ temperature: 1, model_name: 'b' }),
      own({ model_name: 'c' }, [1]),
    );
    expect(content).toEqual(own({ temperature: 1, model_name: 'b' }, [1]));
    expect(conflicts.map(({ where, base, ours, theirs }) => [where, base, ours, theirs])).toEqual([
      ['model_config.temperature', '0', '1', undefined],
      ['model_config.model_name', 'a', 'b', 'c'],
    ]);
    const resolutions = conflicts.map(({ id, where }) =>
      where.endsWith('name')
        ? { id, take: 'text' as const, text: 'd' }
        : { id, take: 'theirs' as const, text: undefined },
    );
    const settled = mergeContent(
      own({ temperature: 0, model_name: 'a' }),
      own({ temperature: 1, model_name: 'b' }),
      own({ model_name: 'c' }, [1]),
      resolutions,
    );
    expect(settled.content).toEqual(own({ model_name: 'd' }, [1]));
  });
});

test('a text that became a chat while it was written on is one conflict', () => {
  const [base, ours, theirs] = [text('a'), chat('user: a'), text('b')];
  const { content, conflicts } = mergeContent(base, ours, theirs);
  expect([content, conflicts.map(({ where }) => where)]).toEqual([ours, ['template']]);
  const id = conflicts[0]?.id ?? '';
  expect(mergeContent(base, ours, theirs, [{ id, take: 'theirs', text: undefined }]).content).toEqual(theirs);
  expect(mergeContent(base, ours, base).content).toEqual(ours);
});
