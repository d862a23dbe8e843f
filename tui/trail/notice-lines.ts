import type { LabView, Notice } from '../../core/index.ts';
import { accountName, thingName } from '../lab/names.ts';
import { type Line, line, span } from '../text/line.ts';
import { wrapLines } from '../text/wrap.ts';

const TIME = 20;

/** What EventBridge was told, in lines: when and what, then about which resources of whom, then the details. */
export function noticeLines(notices: readonly Notice[], view: LabView, width: number): readonly Line[] {
  if (notices.length === 0) return [line('EventBridge was told nothing.', 'dim')];
  return notices.flatMap((notice) => {
    const { time, account, region, resources, detail } = notice;
    const about = [accountName(account, view), region, ...resources.map((arn) => thingName(arn, view))].join(', ');
    const details = Object.entries(detail).filter(([, value]) => value !== '');
    const indented = { indent: ' '.repeat(TIME), tone: 'dim' } as const;
    return [
      [span(`${time.slice(0, 19).replace('T', ' ')} `, 'dim'), span(notice['detail-type'])],
      ...wrapLines(about, width, indented),
      ...wrapLines(details.map(([key, value]) => `${key}: ${value}`).join(', '), width, indented),
    ];
  });
}
