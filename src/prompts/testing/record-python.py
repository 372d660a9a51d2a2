"""Records what Jinja2's SandboxedEnvironment and MLflow's client make of templates, as python-golden.json beside this file.

Run it with a Python that has mlflow 3.17.2 (test/setup makes one under .cache):
    .cache/venv-mlflow-*/bin/python src/prompts/testing/record-python.py
"""

import json
from pathlib import Path

import jinja2
import mlflow
from jinja2 import Undefined, meta
from jinja2.sandbox import SandboxedEnvironment
from mlflow.entities.model_registry.prompt_version import PromptModelConfig, PromptVersion

ITEMS = [
    {"name": "Ann", "age": 31, "city": {"name": "Oslo"}, "on": True},
    {"name": "bob", "age": 25, "city": {"name": "Rome"}, "on": False},
    {"name": "Cy", "age": 31, "city": {"name": "Oslo"}, "on": None},
]
VALUES = {
    "name": "Ann",
    "n": 3,
    "x": 2.5,
    "yes": True,
    "no": False,
    "nothing": None,
    "empty": "",
    "words": ["b", "A", "c", "a"],
    "numbers": [3, 1, 2],
    "mixed": [1, 2.5, "two", None, True, [1], {"a": "it's"}],
    "user": {"name": "Bo", "age": 40, "tags": ["x", "y"]},
    "items_": ITEMS,
    "text": "  The quick brown fox\njumps over\n\nthe lazy dog.  ",
    "html": "<a href='x'>\"&\"</a>",
    "unicode": "Grüße 日本 😀",
}

RENDERED = [
    "{% if yes %}a{% endif %}",
    "{% if no %}a{% else %}b{% endif %}",
    "{% if no %}a{% elif n == 3 %}b{% else %}c{% endif %}",
    "{% for w in words %}{{ w }},{% endfor %}",
    "{% for w in words %}{{ loop.index }}/{{ loop.length }}:{{ w }}{% if not loop.last %}; {% endif %}{% endfor %}",
    "{% for w in words %}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.last }}|{% endfor %}",
    "{% for w in words %}{{ loop.previtem }}-{{ loop.nextitem }}|{% endfor %}",
    "{% for w in words %}{{ loop.cycle('odd', 'even') }} {% endfor %}",
    "{% for w in [] %}{{ w }}{% else %}none{% endfor %}",
    "{% for w in missing %}{{ w }}{% else %}none{% endfor %}",
    "{% for k, v in user.items() %}{{ k }}={{ v }};{% endfor %}",
    "{% for k in user %}{{ k }} {% endfor %}",
    "{% for i in numbers if i > 1 %}{{ loop.index }}:{{ i }} {% endfor %}",
    "{% for i in numbers %}{% for j in range(i) %}{{ i * j }} {% endfor %}|{% endfor %}",
    "{% for c in name %}{{ c }}.{% endfor %}",
    "{% for i in [1, 2, 3] %}{{ seen }}{% set seen = i %}{% endfor %}",
    "{% set a = 1 %}{% if yes %}{% set a = 2 %}{% endif %}{{ a }}",
    "{% set a = 1 %}{% for i in numbers %}{% set a = i %}{% endfor %}{{ a }}",
    "{% set ns = namespace(total=0) %}{% for i in numbers %}{% set ns.total = ns.total + i %}{% endfor %}{{ ns.total }}",
    "{% set a, b = 1, 'two' %}{{ a }} {{ b }}",
    "{% set a %}block {{ name }}{% endset %}[{{ a }}]",
    "{% macro greet(who, hi='Hello') %}{{ hi }}, {{ who }}!{% endmacro %}{{ greet('Ann') }} {{ greet('Bo', hi='Hi') }} {{ greet(who='Cy') }}",
    "{% macro box() %}[{{ caller() }}]{% endmacro %}{% call box() %}in {{ name }}{% endcall %}",
    "{% macro all() %}{{ varargs|join('+') }}{% endmacro %}{{ all(1, 2, 3) }}",
    "{% filter upper %}shout {{ name }}{% endfilter %}",
    "{% raw %}{{ name }} {% if %}{% endraw %}{{ name }}",
    "a {%- if yes -%} b {%- endif -%} c",
    "a\n{% if yes %}\nb\n{% endif %}\nc\n",
    "  {{- name -}}  .",
    "{# a comment {{ name }} #}{{ name }}",
    "x {#- trimmed -#} y",
    "line\r\nwith {{ name }}\r\n",
    "{{ name }}\n\n",
    "{{ missing }}|{{ user.missing }}|{{ user['missing'] }}|{{ words[9] }}",
    "{{ true }} {{ false }} {{ none }} {{ True }} {{ None }} {{ nothing }} {{ yes }}",
    "{{ 1.0 }} {{ 1e20 }} {{ 1.5e-7 }} {{ 100000000000000000.0 }} {{ 0.1 + 0.2 }} {{ -2.0 }} {{ 12_000 }} {{ 0x1f }}",
    "{{ 7 / 2 }} {{ 6 / 2 }} {{ 7 // 2 }} {{ -7 // 2 }} {{ 7 % 3 }} {{ -7 % 3 }} {{ 2 ** 10 }} {{ 2 ** -1 }} {{ 7.5 // 2 }}",
    "{{ 1 + 2 * 3 - 4 }} {{ (1 + 2) * 3 }} {{ -n }} {{ +n }} {{ -n|abs }}",
    "{{ 'a' ~ 1 ~ true ~ none ~ missing }}",
    "{{ 'a' + 'b' }} {{ [1] + [2] }} {{ 'ab' * 3 }} {{ [0] * 2 }}",
    "{{ '%s is %d years, %.2f' % ('Ann', 31, 2.5) }} {{ '%5s|%-5s|%05d' % ('a', 'b', 42) }} {{ '100%% %s' % 'a' }}",
    "{{ '%s-%s'|format('a', 1) }}",
    "{{ 1 == 1.0 }} {{ 1 == '1' }} {{ 1 == true }} {{ [1, 2] == [1, 2] }} {{ {'a': 1} == {'a': 1} }} {{ none == none }} {{ missing == missing }}",
    "{{ 'a' < 'b' }} {{ 'B' < 'a' }} {{ 2 < 10 }} {{ [1, 2] < [1, 3] }} {{ 3 >= 3 }} {{ 3 != 4 }}",
    "{{ 'a' in 'cat' }} {{ 1 in numbers }} {{ 'name' in user }} {{ 9 not in numbers }} {{ 'x' in missing }}",
    "{{ yes and 'a' }} {{ no and 'a' }} {{ empty or 'b' }} {{ not yes }} {{ not empty }} {{ [] or 0 or {} or 'end' }}",
    "{{ 'a' if yes else 'b' }} {{ 'a' if no }}|{{ 'a' if no else 'b' if yes else 'c' }}",
    "{{ mixed }}",
    "{{ user }}",
    "{{ (1, 'a') }} {{ [] }} {{ {} }} {{ [[]] }}",
    "{{ \"it's\" }} {{ [\"it's\"] }} {{ ['say \"hi\"'] }} {{ ['both \\' and \"'] }} {{ ['tab\\t nl\\n bs\\\\'] }}",
    "{{ 'esc \\x41 \\u00e9 \\U0001F600 \\101 \\q' }}",
    "{{ ['\\u00a0', '\\u200b', 'é', '😀', '\\x00'] }}",
    "{{ words[0] }} {{ words[-1] }} {{ words[1:3] }} {{ words[::-1] }} {{ words[:2] }} {{ words[-2:] }} {{ name[1] }} {{ name[::-1] }}",
    "{{ user.name }} {{ user['name'] }} {{ user.tags[1] }} {{ user.tags.0 }} {{ items_[0].city.name }}",
    "{{ unicode|length }} {{ unicode[-1] }} {{ unicode|upper }} {{ unicode|reverse }} {{ unicode[:6] }}",
    "{{ name is defined }} {{ missing is defined }} {{ missing is undefined }} {{ nothing is none }} {{ name is not none }}",
    "{{ n is odd }} {{ n is even }} {{ n is divisibleby 3 }} {{ n is divisibleby(2) }} {{ n is not divisibleby(2) }}",
    "{{ n is number }} {{ x is float }} {{ n is integer }} {{ yes is boolean }} {{ name is string }} {{ user is mapping }} {{ words is sequence }} {{ words is iterable }} {{ n is iterable }} {{ range is callable }}",
    "{{ yes is true }} {{ no is false }} {{ 1 is true }} {{ n is eq 3 }} {{ n is ne(3) }} {{ n is gt 2 }} {{ n is lt(2) }} {{ n is ge 3 }} {{ n is le(2) }} {{ n is in numbers }} {{ n is sameas 3 }}",
    "{{ 'abc' is lower }} {{ 'ABC' is upper }} {{ 'Abc' is lower }} {{ '12' is lower }}",
    "{{ name|upper }} {{ name|lower }} {{ 'hello wORLD-foo bar' | title }} {{ 'hELLO wORLD'|capitalize }}",
    "[{{ text|trim }}] [{{ 'xxaxx'|trim('x') }}]",
    "{{ missing|default('d') }} {{ missing|default }}| {{ empty|default('d') }}| {{ empty|default('d', true) }} {{ none|d('d', boolean=true) }} {{ nothing|default('d') }}",
    "{{ words|join(', ') }} {{ numbers|join }} {{ items_|join('/', attribute='name') }} {{ [1, none, true]|join('-') }}",
    "{{ words|first }} {{ words|last }} {{ words|length }} {{ words|count }} {{ user|length }} {{ []|first }}|",
    "{{ words|sort }} {{ words|sort(reverse=true) }} {{ words|sort(case_sensitive=true) }} {{ numbers|sort }}",
    "{{ items_|sort(attribute='age')|map(attribute='name')|join(',') }} {{ items_|sort(attribute='city.name,age')|map(attribute='name')|list }}",
    "{{ numbers|reverse|list }} {{ 'abc'|reverse }} {{ ['a', 'A', 'b']|unique|list }} {{ [1, 1.0, 2]|unique|list }}",
    "{{ numbers|min }} {{ numbers|max }} {{ numbers|sum }} {{ items_|sum(attribute='age') }} {{ ['b', 'A']|min }} {{ items_|max(attribute='age') }}",
    "{{ items_|map(attribute='city.name')|list }} {{ words|map('upper')|list }} {{ numbers|map('string')|list }} {{ items_|map(attribute='nope', default='-')|list }}",
    "{{ numbers|select('odd')|list }} {{ numbers|reject('odd')|list }} {{ numbers|select('greaterthan', 1)|list }} {{ [0, 1, '', 'a']|select|list }}",
    "{{ items_|selectattr('on')|map(attribute='name')|list }} {{ items_|rejectattr('on')|map(attribute='name')|list }} {{ items_|selectattr('age', 'equalto', 31)|map(attribute='name')|list }}",
    "{% for group in items_|groupby('city.name') %}{{ group.grouper }}: {{ group.list|map(attribute='name')|join(' ') }}; {% endfor %}",
    "{% for age, people in items_|groupby('age') %}{{ age }}={{ people|length }} {% endfor %}",
    "{{ user|dictsort }} {{ {'b': 1, 'A': 2}|dictsort }} {{ {'b': 1, 'a': 2}|dictsort(by='value') }} {{ {'b': 1, 'a': 2}|dictsort(reverse=true) }}",
    "{% for k, v in user|items %}{{ k }}:{{ v }} {% endfor %}",
    "{% for row in [1, 2, 3, 4, 5]|batch(2) %}{{ row }}{% endfor %} {% for row in [1, 2, 3]|batch(2, '-') %}{{ row }}{% endfor %}",
    "{{ 'a-b-c'|replace('-', '+') }} {{ 'aaa'|replace('a', 'b', 2) }} {{ 'abc'|replace('', '.') }}",
    "{{ user|tojson }} {{ html|tojson }} {{ unicode|tojson }} {{ mixed|tojson }} {{ 1.0|tojson }}",
    "{{ {'b': [1, {'c': none}], 'a': []}|tojson(indent=2) }}",
    "{{ html|escape }} {{ html|e }} {{ html|safe }}",
    "{{ '42'|int }} {{ '4.7'|int }} {{ 'x'|int }} {{ 'x'|int(-1) }} {{ 4.9|int }} {{ -4.9|int }} {{ true|int }} {{ ' 7 '|int }}",
    "{{ '1.5'|float }} {{ 3|float }} {{ 'x'|float }} {{ 'x'|float(2.5) }} {{ '1e3'|float }}",
    "{{ 2.5|round }} {{ 3.5|round }} {{ 2.675|round(2) }} {{ 1.25|round(1) }} {{ 7|round }} {{ 2.1|round(method='ceil') }} {{ 2.19|round(1, 'floor') }} {{ -2.5|round }} {{ 1234.5|round(-2) }}",
    "{{ -3|abs }} {{ -3.5|abs }} {{ 5|string ~ 'x' }} {{ [1, 2]|string }} {{ 'a b c'|wordcount }} {{ text|wordcount }}",
    "{{ 'a\nb\n\nc'|indent }}|{{ 'a\nb'|indent(2, true) }}|{{ 'a\n\nb'|indent(2, blank=true) }}|{{ 'a\nb'|indent('> ') }}",
    "{{ 'the quick brown fox'|truncate(12) }} {{ 'the quick brown fox'|truncate(12, true) }} {{ 'short'|truncate(4) }} {{ 'the quick brown fox'|truncate(12, end='…', leeway=0) }}",
    "[{{ 'ab'|center(7) }}] [{{ 'abc'|center(8) }}] [{{ 'a'|center(4) }}]",
    "{{ 'a b/c?d=é'|urlencode }} {{ {'a': 1, 'b c': 'd/e'}|urlencode }}",
    "{{ ' aXb '.strip() }} {{ 'xxa'.lstrip('x') }} {{ 'abc'.upper() }} {{ 'a,b,c'.split(',') }} {{ ' a  b '.split() }} {{ 'a,b,c'.split(',', 1) }} {{ 'a'.startswith('a') }} {{ 'abc'.endswith(('x', 'c')) }}",
    "{{ 'a-b'.replace('-', '+') }} {{ ', '.join(['a', 'b']) }} {{ 'they are bill\\'s'.title() }} {{ 'banana'.count('an') }} {{ 'banana'.find('nan') }} {{ '12'.isdigit() }} {{ 'a\nb'.splitlines() }}",
    "{{ user.get('name') }} {{ user.get('nope') }} {{ user.get('nope', 'd') }} {{ user.keys()|list }} {{ user.values()|list }} {{ user.items()|list }}",
    "{{ range(3)|list }} {{ range(1, 4)|list }} {{ range(5, 0, -2)|list }} {{ dict(a=1, b=2) }}",
    "{% set all = [] %}{% for i in numbers %}{% set _ = all.append(i) %}{% endfor %}{{ all }}",
    "{% if words|length > 3 and 'A' in words %}many{% endif %}",
    "{% if user.age is defined and user.age >= 18 %}adult{% endif %}",
    "{% for message in [{'role': 'user', 'content': 'Hi'}, {'role': 'system', 'content': 'Be brief'}] %}<|{{ message.role }}|>{{ message.content|trim }}\n{% endfor %}",
    "Hello {% if name %}{{ name }}{% else %}Guest{% endif %}!",
    "{{ 'a' 'b' }} {{ {'a': {'b': 1}}.a.b }} {{ [1, 2, ][1] }}",
    "{{ \"{{ not a tag }}\" }} {% if '%}' == '%}' %}ok{% endif %}",
    "{%+ if yes +%} kept {%+ endif +%}",
    "JSON: {\"a\": {\"b\": {{ n }}}} {{ '{' ~ '}' }}",
    "{{ n.nope }}|{{ name.nope }}|{{ yes.nope }}",
]

REFUSED = [
    "{{ missing.attr }}",
    "{{ missing['key'] }}",
    "{{ missing() }}",
    "{{ missing + 1 }}",
    "{{ 'a' + 1 }}",
    "{{ 1 + 'a' }}",
    "{{ 'a' < 1 }}",
    "{{ [1, 'a']|sort }}",
    "{{ 1 / 0 }}",
    "{{ 1 % 0 }}",
    "{% for i in 5 %}{% endfor %}",
    "{% for i in none %}{% endfor %}",
    "{% for a, b in [[1, 2, 3]] %}{% endfor %}",
    "{{ name|nosuchfilter }}",
    "{{ name is nosuchtest }}",
    "{{ name() }}",
    "{{ n|length }}",
    "{{ missing|tojson }}",
    "{{ ''.__class__.__mro__ }}",
    "{{ ().__class__.__bases__[0].__subclasses__() }}",
    "{{ range(1000000) }}",
    "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    "{% if %}{% endif %}",
    "{% if yes %}",
    "{% endif %}",
    "{% else %}",
    "{% for in words %}{% endfor %}",
    "{% for w words %}{% endfor %}",
    "{% if yes %}{% endfor %}{% endif %}",
    "{{ }}",
    "{{ name",
    "{{ name | }}",
    "{{ (name }}",
    "{{ name) }}",
    "{{ [1, 2 }}",
    "{{ 'open }}",
    "{{ name name }}",
    "{{ 1 + }}",
    "{% nosuchtag %}",
    "{% set = 1 %}",
    "{% raw %}{{ name }}",
    "{# open",
    "{{ name ! }}",
    "{% break %}",
]

FORMATTED = [
    ("Hello, {{title}} {{ name }}!", {"title": "Ms", "name": "Alice"}, False),
    ("Hello, {{title}} {{ name }}!", {"title": "Ms"}, False),
    ("Hello, {{title}} {{ name }}!", {"title": "Ms"}, True),
    ("{{ a.b }} {{a.b.c}} {{a}}", {"a": 1, "a.b": 2, "a.b.c": 3}, False),
    ("{{ a.b }} {{ axb }}", {"a.b": "dot", "axb": "x"}, False),
    ("{{a}} {{b}}", {"a": "{{b}}", "b": "{{a}}"}, False),
    ("{{b}} {{a}}", {"b": "{{a}}", "a": "1"}, False),
    ("{{ a }} {{a }} {{ a}} {{\ta\n}} {{\u00a0a\u2003}}", {"a": True}, False),
    ("{{ }} {{ 1a }} {{ a-b }} {{a b}} {a} {{{a}}} {{{{a}}}}", {"a": "v"}, False),
    ("{{ä}} {{ naïve }}", {}, False),
    ("no variables {% here", {"x": 1}, False),
    ("{{x}}", {"x": None}, False),
    ("{{x}}", {"x": [1, 2.5, "a'b", None, {"k": True}]}, False),
    ("{{x}}", {"x": "back\\slash \\1 \\g<0> \\n"}, False),
    ("{{x}} {{x}}", {"x": "twice"}, False),
    ("{{x}}", {"x": "$& $1 $$"}, False),
    ("", {}, False),
    (
        [
            {"role": "system", "content": "You are {{style}}."},
            {"role": "user", "content": "{{ question }}"},
        ],
        {"style": "kind", "question": 'say "hi"\n{{style}}'},
        False,
    ),
    ([{"role": "user", "content": "{{\nq\n}} {{r}}"}], {"q": 1}, False),
    ([{"role": "user", "content": "{{\nq\n}} {{r}}"}], {"q": 1, "r": 2}, False),
    ([{"role": "{{ who }}", "content": "hi"}], {}, False),
    ([{"role": "{{ who }}", "content": "hi"}], {"who": "user"}, False),
    (
        [
            {"role": "system", "content": "{% if a %}A{% endif %}"},
            {"role": "user", "content": "plain {{ b }}"},
        ],
        {"a": 1},
        False,
    ),
]

REGISTERED = [
    ({"type": "text", "template": "Hi {{ name }}\n"}),
    ({"type": "text", "template": ""}),
    ({"type": "text", "template": 'é 日本 😀 "quoted" \\ / \x7f \u2028'}),
    ({"type": "chat", "messages": [{"role": "user", "content": 'é 😀 "q" \\ \n\t/ \x7f\u2028'}]}),
    (
        {
            "type": "chat",
            "messages": [{"role": "assistant", "content": "a", "tool_call_id": "7"}],
            "response_format": {"type": "object", "properties": {"é": {"type": ["string", "null"]}}, "n": 1.5},
        }
    ),
    (
        {
            "type": "text",
            "template": "x",
            "model_config": {
                "stop_sequences": ["a", "é"],
                "model_name": "gpt",
                "temperature": 1,
                "provider": "openai",
                "max_tokens": 50,
                "top_p": 0.95,
                "top_k": 4,
                "frequency_penalty": -1,
                "presence_penalty": 1e-7,
                "extra_params": {"z": {"a": [1, 2.5, None, True]}, "b": "c"},
            },
        }
    ),
    ({"type": "text", "template": "x", "model_config": {}, "response_format": {}}),
    ({"type": "text", "template": "x", "model_config": {"extra_params": {"only": 1}}}),
]


def tagged(template: str) -> str:
    """MLflow takes a text for Jinja only where it holds a tag."""
    return template if "{%" in template and "%}" in template else template + "{% if 0 %}{% endif %}"


def rendered(template: str) -> dict:
    env = SandboxedEnvironment(undefined=Undefined)
    entry = {"template": tagged(template)}
    try:
        names = meta.find_undeclared_variables(env.parse(entry["template"]))
        entry["variables"] = sorted(names - {"range", "dict", "namespace", "lipsum", "cycler", "joiner"})
        entry["text"] = env.from_string(entry["template"]).render(**VALUES)
    except Exception as error:  # the kind of the error is what is recorded
        entry["error"] = type(error).__name__
    return entry


def formatted(template, values: dict, allow_partial: bool) -> dict:
    prompt = PromptVersion("p", 1, template)
    entry = {"template": template, "values": values, "allow_partial": allow_partial}
    entry["variables"] = sorted(prompt.variables)
    try:
        result = prompt.format(allow_partial=allow_partial, **values)
        entry["result"] = result.template if isinstance(result, PromptVersion) else result
    except mlflow.MlflowException as error:
        entry["error"] = error.error_code
    return entry


def registered(content: dict) -> dict:
    config = content.get("model_config")
    prompt = PromptVersion(
        "p",
        1,
        content.get("template", content.get("messages")),
        response_format=content.get("response_format"),
        model_config=PromptModelConfig(**config) if config else None,
    )
    return {"content": content, "tags": prompt._tags}


def main() -> None:
    golden = {
        "made_with": {"jinja2": jinja2.__version__, "mlflow": mlflow.__version__},
        "values": VALUES,
        "rendered": [rendered(template) for template in RENDERED],
        "refused": [rendered(template) for template in REFUSED],
        "formatted": [formatted(*case) for case in FORMATTED],
        "registered": [registered(content) for content in REGISTERED],
    }
    astray = [case for case in golden["rendered"] if "text" not in case]
    astray += [case for case in golden["refused"] if "error" not in case]
    assert not astray, json.dumps(astray, indent=1)
    path = Path(__file__).with_name("python-golden.json")
    path.write_text(json.dumps(golden, indent=1, ensure_ascii=True) + "\n")


if __name__ == "__main__":
    main()
