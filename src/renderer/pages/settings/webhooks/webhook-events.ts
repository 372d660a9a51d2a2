import type { WebhookSubscription } from '../../../../contract/index.ts';

/** An event as MLflow writes it: `model_version.created`. */
type EventName = string;

interface EventGroup {
  title: string;
  events: readonly (readonly [name: EventName, words: string])[];
}

/** What a webhook can be told of, by what it is about. */
export const EVENT_GROUPS: readonly EventGroup[] = [
  {
    title: 'Models',
    events: [
      ['registered_model.created', 'Model registered'],
      ['model_version.created', 'Version created'],
      ['model_version_alias.created', 'Alias set'],
      ['model_version_alias.deleted', 'Alias removed'],
      ['model_version_tag.set', 'Tag of a version set'],
      ['model_version_tag.deleted', 'Tag of a version deleted'],
    ],
  },
  {
    title: 'Prompts',
    events: [
      ['prompt.created', 'Prompt created'],
      ['prompt_version.created', 'Prompt version created'],
      ['prompt_alias.created', 'Prompt alias set'],
      ['prompt_alias.deleted', 'Prompt alias removed'],
      ['prompt_tag.set', 'Tag of a prompt set'],
      ['prompt_tag.deleted', 'Tag of a prompt deleted'],
      ['prompt_version_tag.set', 'Tag of a prompt version set'],
      ['prompt_version_tag.deleted', 'Tag of a prompt version deleted'],
    ],
  },
];

const ALL = EVENT_GROUPS.flatMap(({ events }) => events);
const WORDS = new Map(ALL);
const MOST_NAMED = 2;

/** As MLflow writes an event. */
export function nameOfEvent({ entity, action }: WebhookSubscription): EventName {
  return `${entity}.${action}`.toLowerCase();
}

/** The event of a name that `nameOfEvent` made. */
export function eventOfName(name: EventName): WebhookSubscription {
  const [entity, action] = name.toUpperCase().split('.');
  return { entity, action } as WebhookSubscription;
}

/** What an event is called where people read it; one that has no words here keeps its name. */
export function wordsOfEvent(name: EventName): string {
  return WORDS.get(name) ?? name;
}

/** Those events of a webhook that the groups do not hold: a client can ask for more than there is a tick for. */
export function ungrouped(names: readonly EventName[]): EventName[] {
  return names.filter((name) => !WORDS.has(name));
}

/** What a webhook is told of, in a few words. */
export function wordsOfEvents(names: readonly EventName[]): string {
  if (ALL.every(([name]) => names.includes(name))) return 'Every event';
  const whole = EVENT_GROUPS.find(
    ({ events }) => events.length === names.length && events.every(([name]) => names.includes(name)),
  );
  if (whole !== undefined) return `Everything of ${whole.title.toLowerCase()}`;
  const others = names.length - MOST_NAMED;
  const named = names.slice(0, MOST_NAMED).map(wordsOfEvent).join(', ');
  return others > 0 ? `${named} and ${others} more` : named;
}
