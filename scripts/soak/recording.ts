import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import type { Disturbance, Outcome, Recording, Sample } from './samples.ts';

type Entry = Sample | Disturbance | Outcome;

/** Writes a soak as it goes, an object a line, so that a run that is broken off leaves what it has measured. */
export class Recorder {
  readonly #file: string;
  readonly #samples: Sample[] = [];
  readonly #disturbances: Disturbance[] = [];

  constructor(file: string) {
    this.#file = file;
    writeFileSync(file, '');
  }

  add(entry: Sample | Disturbance): void {
    if (entry.kind === 'sample') this.#samples.push(entry);
    else this.#disturbances.push(entry);
    this.#write(entry);
  }

  finish(outcome: Outcome): Recording {
    this.#write(outcome);
    return { samples: this.#samples, disturbances: this.#disturbances, outcome };
  }

  #write(entry: Entry): void {
    appendFileSync(this.#file, `${JSON.stringify(entry)}\n`);
  }
}

/** Reads what a recorder wrote. Throws when the run was broken off. */
export function readRecording(file: string): Recording {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const entries = lines.map((line) => JSON.parse(line) as Entry);
  const outcome = entries.find((each) => each.kind === 'outcome');
  if (outcome === undefined) throw new Error(`${file} has no outcome: the run was broken off`);
  return {
    samples: entries.filter((each) => each.kind === 'sample'),
    disturbances: entries.filter((each) => each.kind === 'disturbance'),
    outcome,
  };
}
