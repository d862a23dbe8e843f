import { useState } from 'react';

const SETTING = 'kmslab.letter-keys';

/** Whether single letters are shortcuts; remembered between starts. */
export function useLetterKeys(): readonly [boolean, (isOn: boolean) => void] {
  const [isOn, setOn] = useState(() => localStorage.getItem(SETTING) !== 'off');
  const set = (next: boolean) => {
    localStorage.setItem(SETTING, next ? 'on' : 'off');
    setOn(next);
  };
  return [isOn, set];
}
