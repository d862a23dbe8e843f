const FIRST = 'a'.charCodeAt(0);

/** The letter that stands before an option of a question, counted from 0. */
export function optionLetter(option: number): string {
  return String.fromCharCode(FIRST + option);
}

/** Which of `count` options a key stands for; null where it is none of theirs. */
export function optionAt(key: string, count: number): number | null {
  const option = key.length === 1 ? key.charCodeAt(0) - FIRST : -1;
  return option >= 0 && option < count ? option : null;
}
