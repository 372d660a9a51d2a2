import { defaultFilter, Command as Palette } from 'cmdk';
import { Activity, Boxes, FlaskConical, MessageSquareText } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Experiment } from '../../contract/index.ts';
import { allCommands } from '../commands.ts';
import { modelPath, promptPath } from '../model-paths.ts';
import { useExperiments } from '../queries/experiments.ts';
import { useModelSearch } from '../queries/model-search.ts';
import { useRunSearch } from '../queries/run-search.ts';
import { Kbd } from './Kbd.tsx';
import { PaletteGroup, PaletteItem } from './PaletteItem.tsx';

const MOST_EXPERIMENTS = 8;

/** Finds anything by a few letters, and goes there or does it. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const text = typed.trim();
  const navigate = useNavigate();
  const { data: experiments = [] } = useExperiments();
  const { data: runs = [] } = useRunSearch(text);
  const { data: registered } = useModelSearch(text);
  const go = (path: string) => () => void navigate(path);
  const nameOf = (id: string) => experiments.find(({ experiment_id }) => experiment_id === id)?.name ?? '';
  const commands = best(
    allCommands().filter(({ run }) => run !== undefined),
    text,
    ({ section, label }) => (section === 'Go to' ? `Go to ${label}` : label),
  );
  const found = bestExperiments(experiments, text);
  const foundRuns = text === '' ? [] : runs;
  const named = text === '' ? [] : namedThings(registered);
  const choose = (run: () => void) => () => {
    onClose();
    run();
  };
  return (
    <Radix.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Radix.Portal>
        <div className="fixed inset-0 z-40 bg-backdrop" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed top-[12vh] left-1/2 z-40 w-140 max-w-[calc(100vw-32px)] -translate-x-1/2 overflow-hidden rounded-md border border-outline bg-panel shadow-float"
        >
          <Radix.Title className="sr-only">Go to anything</Radix.Title>
          <Palette shouldFilter={false} loop label="Go to anything">
            <Palette.Input
              value={typed}
              onValueChange={setTyped}
              placeholder="Go to an experiment, a run, a model, a page, or do something"
              className="h-11 w-full border-b border-separator bg-transparent px-4 outline-none placeholder:text-muted"
            />
            <Palette.List className="h-86 scroll-pb-6 overflow-y-auto mask-b-from-[calc(100%-24px)] p-1 pb-6">
              <Palette.Empty className="px-3 py-2 text-muted">Nothing is called “{text}”.</Palette.Empty>
              {found.length > 0 && text !== '' && (
                <PaletteGroup heading="Experiments">
                  {found.map(({ experiment_id: id, name }) => (
                    <PaletteItem
                      key={id}
                      value={`experiment ${id}`}
                      icon={FlaskConical}
                      label={name}
                      onSelect={choose(go(`/experiments/${id}`))}
                    />
                  ))}
                </PaletteGroup>
              )}
              {named.map(({ heading, icon, names, pathOf }) => (
                <PaletteGroup key={heading} heading={heading}>
                  {names.map((name) => (
                    <PaletteItem
                      key={name}
                      value={`${heading} ${name}`}
                      icon={icon}
                      label={name}
                      onSelect={choose(go(pathOf(name)))}
                    />
                  ))}
                </PaletteGroup>
              ))}
              {(['This page', 'Go to', 'Tidemark'] as const).map((section) => {
                const inSection = commands.filter((command) => command.section === section);
                return (
                  inSection.length > 0 && (
                    <PaletteGroup key={section} heading={section}>
                      {inSection.map(({ label, icon, keys, run }) => (
                        <PaletteItem
                          key={label}
                          value={`${section} ${label}`}
                          label={label}
                          {...(icon && { icon })}
                          {...(keys !== undefined && { beside: <Kbd keys={keys} /> })}
                          onSelect={choose(() => run?.())}
                        />
                      ))}
                    </PaletteGroup>
                  )
                );
              })}
              {found.length > 0 && text === '' && (
                <PaletteGroup heading="Newest experiments">
                  {found.map(({ experiment_id: id, name }) => (
                    <PaletteItem
                      key={id}
                      value={`experiment ${id}`}
                      icon={FlaskConical}
                      label={name}
                      onSelect={choose(go(`/experiments/${id}`))}
                    />
                  ))}
                </PaletteGroup>
              )}
              {foundRuns.length > 0 && (
                <PaletteGroup heading="Runs">
                  {foundRuns.map(({ info: { run_id: id, run_name, experiment_id } }) => (
                    <PaletteItem
                      key={id}
                      value={`run ${id}`}
                      icon={Activity}
                      label={run_name}
                      beside={<span className="truncate text-muted">{nameOf(experiment_id)}</span>}
                      onSelect={choose(go(`/experiments/${experiment_id}/runs/${id}`))}
                    />
                  ))}
                </PaletteGroup>
              )}
            </Palette.List>
          </Palette>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The models and prompts that were found, of those that there are any. */
function namedThings(found: { models: readonly string[]; prompts: readonly string[] } | undefined) {
  return [
    { heading: 'Models', icon: Boxes, names: found?.models ?? [], pathOf: (name: string) => modelPath(name) },
    { heading: 'Prompts', icon: MessageSquareText, names: found?.prompts ?? [], pathOf: promptPath },
  ].filter(({ names }) => names.length > 0);
}

/** A plain match is good enough where there is one: scoring thousands of names by letters takes longer than a keystroke. */
function bestExperiments(experiments: readonly Experiment[], text: string): Experiment[] {
  const wanted = text.toLowerCase();
  const plain = experiments.filter(({ name }) => name.toLowerCase().includes(wanted));
  const found = plain.length > 0 ? plain : best(experiments, text, ({ name }) => name);
  return found.slice(0, MOST_EXPERIMENTS);
}

/** Those that fit the text, the best first; all in their order without a text. */
function best<Thing>(things: readonly Thing[], text: string, words: (thing: Thing) => string): Thing[] {
  if (text === '') return [...things];
  return things
    .map((thing) => ({ thing, score: defaultFilter(words(thing), text) }))
    .filter(({ score }) => score > 0.01)
    .sort((a, b) => b.score - a.score)
    .map(({ thing }) => thing);
}
