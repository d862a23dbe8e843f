import { type KeyPart, type KeySummary, PLACE_TITLES, type PlaceAddress } from '../../core/index.ts';
import type { Model, Wish } from './model.ts';
import { openWhy } from './open.ts';
import type { KeyTab } from './panels.ts';
import { goTo } from './press-place.ts';
import { type Step, say, step } from './step.ts';

/** Where the parts of a key are here, by AWS's names for them. */
const TABS = {
  overview: 'Overview',
  policy: 'Policy',
  cryptography: 'Crypto',
  tags: 'Tags',
  rotation: 'Rotation',
  'public-key': 'Crypto',
  aliases: 'Aliases',
  grants: 'Grants',
  regionality: 'Regions',
} as const satisfies Readonly<Record<KeyPart, KeyTab>>;

/** What is asked for as soon as the lab is open, where it is to begin at an address. */
export function wishesFor(address: PlaceAddress | null): readonly Wish[] {
  return address === null ? [] : [{ type: 'asked', deed: { address } }];
}

/** Goes to an address: to its place, and to what it names there. What isn't there is said, and the place is shown. */
export function visit(model: Model, address: PlaceAddress): Step {
  const arrived = (): Step => goTo(model, PLACE_TITLES[address.place]);
  switch (address.place) {
    case 'learn':
      return address.lesson === null || isInHand(model, address.lesson)
        ? arrived()
        : step({ ...model, busy: 'making its world' }, { type: 'lesson', does: 'start', lesson: address.lesson });
    case 'replay': {
      const { name, step: at } = address;
      if (name === null) return arrived();
      return step(
        { ...model, busy: 'playing it once, to know every moment' },
        { type: 'replay', does: 'open', name },
        ...(at === null ? [] : [{ type: 'replay', does: 'goTo', at } as const]),
      );
    }
    case 'key':
      return visitKey(model, address);
    case 'why':
      return address.requestId === null ? arrived() : openWhy({ ...model, overlays: [] }, address.requestId);
    case 'trail': {
      const { eventId } = address;
      const { model: there, effects } = arrived();
      if (eventId === null) return step(there, ...effects);
      const isThere = model.data?.trail.some(({ record }) => record.eventID === eventId) === true;
      return step(
        isThere ? { ...there, selectedEvent: eventId } : say(there, `the trail has no event ${eventId}`, 'bad'),
        ...effects,
      );
    }
    case 'lab':
    case 'flow':
    case 'envelope':
    case 'bill':
      return arrived();
  }
}

function visitKey(model: Model, { key: named, tab }: Extract<PlaceAddress, { place: 'key' }>): Step {
  const { model: there, effects } = goTo(model, 'Key');
  const keys = model.data?.view.keys ?? [];
  const key = named === null ? null : keys.find((one) => isNamed(one, named));
  const shown: Model = { ...there, ...(tab === null ? {} : { tab: TABS[tab] }), scroll: { ...there.scroll, key: 0 } };
  if (key === undefined) return step(say(shown, `this world has no key ${named}`, 'bad'), ...effects);
  const selected = key === null ? shown : { ...shown, selectedKey: key.keyArn };
  return step(selected, ...effects, { type: 'refresh' });
}

function isNamed({ keyArn, keyId, alias }: KeySummary, named: string): boolean {
  return [keyArn, keyId, alias].includes(named);
}

function isInHand({ data }: Model, named: string): boolean {
  const lesson = data?.lesson ?? null;
  return lesson !== null && (named === lesson.id || named === String(lesson.number));
}
