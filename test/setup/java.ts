import { readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cachedFolder, contentKey, projectRoot } from './cache.ts';
import { findProgram, runCommand } from './command.ts';

export type JavaRuntime = { java: string; classpath: string };

const project = join(projectRoot, 'test/conformance/java');

/** Why the Java client cannot be run here, or undefined when Java and Maven are on PATH. */
export function javaUnavailable(): string | undefined {
  const missing = ['java', 'mvn'].filter((name) => !findProgram(name));
  return missing.length === 0 ? undefined : `${missing.join(' and ')} not on PATH`;
}

/** Compiles `test/conformance/java` with Maven on first use; throws when Java or Maven is missing. */
export async function javaRuntime(): Promise<JavaRuntime> {
  const java = findProgram('java');
  const maven = findProgram('mvn');
  if (!java || !maven) throw new Error(`The Java client cannot be run: ${javaUnavailable()}.`);
  const folder = await cachedFolder(`java-${sourceKey()}`, (target) => compile(maven, target));
  return { java, classpath: [join(folder, 'classes'), join(folder, 'dependency', '*')].join(delimiter) };
}

async function compile(maven: string, target: string): Promise<void> {
  const args = ['--batch-mode', '--quiet', '-f', join(project, 'pom.xml'), `-DbuildDirectory=${target}`];
  await runCommand(maven, [...args, 'compile', 'dependency:copy-dependencies']);
}

function sourceKey(): string {
  const files = readdirSync(project, { recursive: true, encoding: 'utf8' }).sort();
  const sources = files.filter((name) => name.endsWith('.java') || name.endsWith('.xml'));
  return contentKey(...sources.map((name) => name + readFileSync(join(project, name), 'utf8')));
}
