/** A scenario file that can't be played. The message is one line: where, what was expected, what came. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
}
