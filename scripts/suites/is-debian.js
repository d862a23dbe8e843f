import { readFileSync } from 'node:fs';

/** @returns {boolean} whether this is Debian itself: its packages and their paths are known */
export function isDebian() {
  try {
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}
