import type { ScenarioRecorder } from '../../core/index.ts';

/** What came of the key that records. */
export interface RecordingNews {
  readonly isOn: boolean;
  readonly text: string;
  readonly tone: 'good' | 'bad' | 'plain';
}

/**
 * An hour in the lab as a scenario. The recorder runs from the world's beginning, for a replay begins there; to record is
 * to mark where it gets interesting, and in the end to write the file.
 */
export class Recording {
  readonly #recorder: ScenarioRecorder;
  readonly #write: (recorder: ScenarioRecorder) => Promise<string>;
  #isOn: boolean;

  /** @param write - writes the scenario into a file, and gives its name */
  constructor(recorder: ScenarioRecorder, write: (recorder: ScenarioRecorder) => Promise<string>, isOn: boolean) {
    this.#recorder = recorder;
    this.#write = write;
    this.#isOn = isOn;
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  /** Begins to record, or writes what was recorded. */
  async toggle(): Promise<RecordingNews> {
    if (!this.#isOn) {
      this.#isOn = true;
      if (this.#recorder.length > 0) this.#recorder.head({ mark: 'recorded' });
      return { isOn: true, text: 'recording: R writes it to a file', tone: 'good' };
    }
    if (this.#recorder.length === 0)
      return { isOn: true, text: 'nothing was done yet that could be written', tone: 'plain' };
    try {
      const file = await this.#write(this.#recorder);
      this.#isOn = false;
      return { isOn: false, text: `wrote ${file}: kmslab replay ${file} plays it`, tone: 'good' };
    } catch (error) {
      return { isOn: true, text: error instanceof Error ? error.message : String(error), tone: 'bad' };
    }
  }
}
