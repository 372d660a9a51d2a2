import { expect, test } from 'vitest';
import { commandsThatServe, curlOfFile, pythonThatDownloads, pythonThatLoads } from './model-code.ts';

const model = {
  ...{ uri: 'models:/fraud/3', tracker: 'http://127.0.0.1:5000', name: 'fraud', version: '3' },
  flavors: ['python_function', 'sklearn'],
};

test('a model is loaded as a function, and by the flavor that it has beside that', () => {
  expect(pythonThatLoads(model)).toContain('model = mlflow.pyfunc.load_model("models:/fraud/3")');
  expect(pythonThatLoads(model)).toContain('model = mlflow.sklearn.load_model("models:/fraud/3")');
  expect(pythonThatLoads({ ...model, flavors: ['python_function', 'spark'] })).not.toContain('spark');
  expect(pythonThatLoads({ ...model, flavors: ['os; import x'] })).not.toContain('import x');
});

test('a name with odd characters stays one string and one word', () => {
  const odd = { ...model, name: `it's "50%" #1`, uri: `models:/it's "50%" #1/3` };
  expect(pythonThatDownloads(odd)).toContain(String.raw`"models:/it's \"50%\" #1/3"`);
  expect(commandsThatServe(odd)).toContain(String.raw`-m 'models:/it'\''s "50%" #1/3'`);
  expect(curlOfFile(odd, 'a b/MLmodel')).toBe(
    "curl -OJ 'http://127.0.0.1:5000/model-versions/get-artifact?name=it%27s+%2250%25%22+%231&version=3&path=a+b%2FMLmodel'",
  );
});
