import type { Page } from 'playwright-core';

/**
 * What can be measured of a view that is wrong in it: the page scrolls sideways, a label is cut, something to press lies
 * under something else, or is smaller than 24 pixels, a slider has no room to slide. Source: WCAG 2.2, 1.4.10 "Reflow" and 2.5.8 "Target Size (Minimum)".
 */
export function pageFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const TARGETS = 'button, a[href], input:not([type=hidden]), select, textarea, summary, [role=tab], [role=option]';
    const LABELS = 'button, summary, legend, label, h1, h2, h3, h4, [role=tab], th, dt';
    const LEAST = 24;
    const TRACK = 100;
    const sheet = document.querySelector('dialog[open]');
    const within: ParentNode = sheet ?? document;
    const faults: string[] = [];
    const named = (element: Element): string =>
      `${element.tagName.toLowerCase()}${element.className === '' ? '' : `.${String(element.className).split(' ')[0]}`} “${(
        element.getAttribute('aria-label') ??
        element.textContent ??
        ''
      )
        .trim()
        .slice(0, 40)}”`;
    /** What is seen of an element: its box, without what its scrolling parents and the window hide. */
    const seen = (element: Element): DOMRect | null => {
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return null;
      let { left, top, right, bottom } = element.getBoundingClientRect();
      for (let parent = element.parentElement; parent !== null; parent = parent.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(parent);
        if (overflowX === 'visible' && overflowY === 'visible') continue;
        const box = parent.getBoundingClientRect();
        left = Math.max(left, box.left);
        top = Math.max(top, box.top);
        right = Math.min(right, box.right);
        bottom = Math.min(bottom, box.bottom);
      }
      right = Math.min(right, window.innerWidth);
      bottom = Math.min(bottom, window.innerHeight);
      return right - left > 1 && bottom - top > 1 ? new DOMRect(left, top, right - left, bottom - top) : null;
    };
    const staysPut = (element: Element): boolean => {
      for (let one: Element | null = element; one !== null; one = one.parentElement) {
        if (getComputedStyle(one).position === 'sticky') return true;
      }
      return false;
    };
    const sideways = document.documentElement.scrollWidth - window.innerWidth;
    if (sideways > 0) faults.push(`the page is ${sideways} px wider than the window`);
    for (const element of within.querySelectorAll(LABELS)) {
      if (element.matches('.visually-hidden, .visually-hidden *') || seen(element) === null) continue;
      // What is longer than its place may end in an ellipsis where the whole of it can be had otherwise.
      const style = getComputedStyle(element);
      if (style.overflowX === 'visible' || element.hasAttribute('title') || style.textOverflow === 'ellipsis') continue;
      if (element.scrollWidth > element.clientWidth + 1) faults.push(`cut: ${named(element)}`);
    }
    for (const element of within.querySelectorAll<HTMLElement>(TARGETS)) {
      if (element.closest('.visually-hidden, [hidden]') !== null) continue;
      const box = seen(element);
      if (box === null) continue;
      const whole = (element.closest('label') ?? element).getBoundingClientRect();
      const isInText = element.tagName === 'A' && getComputedStyle(element).display === 'inline';
      if (!isInText && (whole.width < LEAST || whole.height < LEAST)) {
        faults.push(`${Math.round(whole.width)} × ${Math.round(whole.height)} px: ${named(element)}`);
      }
      const isWhole = box.width >= whole.width - 1 && box.height >= whole.height - 1;
      if (!isWhole || element.matches(':disabled')) continue;
      const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      if (top === null || element.contains(top) || top.contains(element) || top.closest('.toast') !== null) continue;
      if (staysPut(top)) continue; // what scrolls goes under it, and comes out again
      faults.push(`${named(element)} lies under ${named(top)}`);
    }
    for (const slider of within.querySelectorAll('input[type=range]')) {
      const width = seen(slider)?.width ?? TRACK;
      if (width < TRACK) faults.push(`a track of ${Math.round(width)} px: ${named(slider)}`);
    }
    return [...new Set(faults)];
  });
}
