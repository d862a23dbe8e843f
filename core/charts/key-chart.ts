/** A state of a chart. */
export interface ChartState {
  /** `Enabled`, in AWS's spelling; unique in its region of the chart. */
  readonly name: string;
  /** Whether the thing is in this state now. */
  readonly isActive: boolean;
  /** Whether some event could still bring it here. */
  readonly isReachable: boolean;
  readonly isFinal: boolean;
}

/** An arrow of a chart. */
export interface ChartTransition {
  readonly from: string;
  readonly to: string;
  /** The operation (`DisableKey`) or fact (`TimePassed`) that causes it. */
  readonly event: string;
  /** The guard's name, where there is one. */
  readonly guard: string | null;
  /** Whether sending the event now would take this arrow. */
  readonly isPossibleNow: boolean;
}

/** One orthogonal region of a machine: the key's life cycle, its automatic rotation, … */
export interface ChartRegion {
  readonly name: string;
  readonly initial: string;
  readonly states: readonly ChartState[];
  readonly transitions: readonly ChartTransition[];
}

/** A machine as plain data, for drawing: a machine's own definition can't cross a process boundary. */
export interface Chart {
  readonly machine: string;
  readonly regions: readonly ChartRegion[];
  /** The events that the thing would accept now, in the order of the definition. */
  readonly possibleEvents: readonly string[];
}
