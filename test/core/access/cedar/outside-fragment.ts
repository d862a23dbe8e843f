/**
 * Thrown where a question holds something for which Cedar has no words: a `?` in a pattern, a text made of variables, a
 * comparison that ignores the case. Such a question is left out of the comparison, never answered by guess.
 */
export class OutsideFragment extends Error {
  override readonly name = 'OutsideFragment';
}
