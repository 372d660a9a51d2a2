import { median } from './statistics.ts';

export interface Measure {
  name: string;
  unit: string;
  better: 'higher' | 'lower';
}

export interface Figure extends Measure {
  /** One value a round. */
  values: number[];
  median: number;
}

/** How busy the machine was while a scenario ran. */
export interface Window {
  peer: string;
  scenario: string;
  round: number;
  seconds: number;
  client_cpu_seconds: number;
  server_cpu_seconds: number | undefined;
  /** Cores that anybody else kept busy meanwhile: above about 0.5 the round is noisy. */
  foreign_cores: number | undefined;
}

/** Everything measured, by peer. */
export class Results {
  readonly figures = new Map<string, Map<string, Figure>>();
  readonly windows: Window[] = [];
  readonly notes: { peer: string; text: string }[] = [];
  /** Data lost or an error; those of Tidemark fail the bench. */
  readonly faults: { peer: string; text: string }[] = [];

  add(peer: string, { name, unit, better }: Measure, value: number): void {
    const ofPeer = this.figures.get(peer) ?? new Map<string, Figure>();
    this.figures.set(peer, ofPeer);
    const values = [...(ofPeer.get(name)?.values ?? []), value];
    ofPeer.set(name, { name, unit, better, values, median: median(values) });
  }

  note(peer: string, text: string): void {
    if (!this.notes.some((note) => note.peer === peer && note.text === text)) this.notes.push({ peer, text });
  }

  fault(peer: string, text: string): void {
    if (!this.faults.some((fault) => fault.peer === peer && fault.text === text))
      this.faults.push({ peer, text });
  }

  median(peer: string, name: string): number | undefined {
    return this.figures.get(peer)?.get(name)?.median;
  }

  /** Every measure there is, in the order in which it first came. */
  measures(): Measure[] {
    const all = [...this.figures.values()].flatMap((ofPeer) => [...ofPeer.values()]);
    return [...new Map(all.map((figure) => [figure.name, figure])).values()];
  }
}
