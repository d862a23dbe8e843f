import { PLACES, type PlaceId } from './places.ts';

/** The parts of a key that can be gone to, by the names of AWS's console. */
export const KEY_PARTS = [
  'overview',
  'policy',
  'cryptography',
  'tags',
  'rotation',
  'public-key',
  'aliases',
  'grants',
  'regionality',
] as const;
export type KeyPart = (typeof KEY_PARTS)[number];

/** Where somebody is or goes, the same in every front end. What is null is left to where the user was. */
export type PlaceAddress =
  /** `shows` the map of the world in its middle. */
  | { readonly place: 'lab'; readonly shows?: 'map' }
  | { readonly place: 'flow' | 'envelope' | 'bill' }
  /** A lesson's number or id. */
  | { readonly place: 'learn'; readonly lesson: string | null }
  /** `key` is an alias with its `alias/`, an id or an ARN. */
  | { readonly place: 'key'; readonly key: string | null; readonly tab: KeyPart | null }
  | { readonly place: 'why'; readonly requestId: string | null }
  | { readonly place: 'trail'; readonly eventId: string | null }
  /** A scenario's name; `step` so many steps on. */
  | { readonly place: 'replay'; readonly name: string | null; readonly step: number | null };

/** A text that is no address; its message is one line that says what was expected. */
export class AddressError extends Error {
  override readonly name = 'AddressError';
}

/** The scheme of links to a place: `kmslab://key/orders?tab=rotation`. */
export const LINK_SCHEME = 'kmslab';

/** Nothing that names a place is longer. */
const MOST_CHARACTERS = 2_048;

/**
 * Reads an address such as `learn/7`, `key/orders?tab=rotation` or `replay/snapshot-copy?step=3`. It names a place and
 * what is to be seen there, never something to do.
 * @throws {AddressError} for anything else
 */
export function parseAddress(text: string): PlaceAddress {
  if (text.length > MOST_CHARACTERS) throw new AddressError(`an address has at most ${MOST_CHARACTERS} characters`);
  const [path = '', query, ...rest] = text.split('?');
  if (rest.length > 0) throw new AddressError('expected one ? in an address');
  const [place, ...names] = path.replace(/\/$/, '').split('/').map(decoded);
  const read = READERS[PLACES.find(({ id }) => id === place)?.id ?? 'none'];
  return read(names.join('/') || null, parameters(query ?? ''), String(place));
}

/**
 * Reads a link, which may come from anywhere. @throws {AddressError} for one that is not kmslab's, or leads nowhere
 */
export function parseLink(link: string): PlaceAddress {
  const [, address] = /^kmslab:(?:\/\/)?(.*)$/is.exec(link) ?? [];
  if (address === undefined) throw new AddressError(`expected a link such as ${LINK_SCHEME}://learn/7`);
  return parseAddress(address);
}

/** The text of an address, which `parseAddress` reads. */
export function addressText(address: PlaceAddress): string {
  const [name, parameter] = parts(address);
  const path = name === null ? '' : `/${name.split('/').map(encoded).join('/')}`;
  return `${address.place}${path}${parameter}`;
}

type Parameters = ReadonlyMap<string, string>;
type Reader = (name: string | null, given: Parameters, place: string) => PlaceAddress;

const READERS: Readonly<Record<PlaceId | 'none', Reader>> = {
  lab: (name, given) => {
    only(given, ['show']);
    if (name !== null) throw new AddressError(`lab: expected nothing behind it, got '${name}'`);
    const show = given.get('show');
    if (show !== undefined && show !== 'map') throw new AddressError(`show: expected map, got '${show}'`);
    return show === undefined ? { place: 'lab' } : { place: 'lab', shows: show };
  },
  flow: bare('flow'),
  envelope: bare('envelope'),
  bill: bare('bill'),
  learn: (name, given) => {
    only(given, []);
    if (name !== null && !/^[\w-]{1,64}$/.test(name)) throw new AddressError(`no lesson '${name}'`);
    return { place: 'learn', lesson: name };
  },
  key: (name, given) => {
    only(given, ['tab']);
    const tab = given.get('tab') ?? null;
    const known = KEY_PARTS.find((part) => part === tab) ?? null;
    if (tab !== null && known === null) throw new AddressError(`tab: expected ${KEY_PARTS.join(', ')}, got '${tab}'`);
    return { place: 'key', key: name === null ? null : keyText(name), tab: known };
  },
  why: (name, given) => {
    only(given, []);
    return { place: 'why', requestId: name === null ? null : idText(name) };
  },
  trail: (name, given) => {
    only(given, []);
    return { place: 'trail', eventId: name === null ? null : idText(name) };
  },
  replay: (name, given) => {
    only(given, ['step']);
    const step = given.get('step') ?? null;
    if (step !== null && !/^\d{1,6}$/.test(step)) throw new AddressError(`step: expected a number, got '${step}'`);
    if (name !== null && !/^[\w-]{1,64}$/.test(name)) throw new AddressError(`no replay '${name}'`);
    return { place: 'replay', name, step: step === null ? null : Number(step) };
  },
  none: (_name, _given, place) => {
    throw new AddressError(`no place '${place}'; there are: ${PLACES.map(({ id }) => id).join(', ')}`);
  },
};

function bare(place: 'flow' | 'envelope' | 'bill'): Reader {
  return (name, given) => {
    only(given, []);
    if (name !== null) throw new AddressError(`${place}: expected nothing behind it, got '${name}'`);
    return { place };
  };
}

/** The id of a key. Each part begins with its dash, so that there is one way alone to read a text: links come from anywhere. */
const KEY_ID = /^(?:mrk-)?[0-9a-f]{8,}(?:-[0-9a-f]+)*$/;

/** An alias may be written without its `alias/`. */
function keyText(name: string): string {
  if (!/^[\w/:-]{1,512}$/.test(name)) throw new AddressError(`expected an alias, an id or an ARN, got '${name}'`);
  const isWhole = name.startsWith('alias/') || name.startsWith('arn:') || KEY_ID.test(name);
  return isWhole ? name : `alias/${name}`;
}

function idText(id: string): string {
  if (!/^[\w-]{1,64}$/.test(id)) throw new AddressError(`expected an id, got '${id}'`);
  return id;
}

function only(given: Parameters, names: readonly string[]): void {
  for (const name of given.keys()) if (!names.includes(name)) throw new AddressError(`no '${name}' in this address`);
}

function parameters(query: string): Parameters {
  const read = new Map<string, string>();
  for (const pair of query === '' ? [] : query.split('&')) {
    const [name = '', value, ...rest] = pair.split('=');
    if (value === undefined || rest.length > 0) throw new AddressError(`expected name=value, got '${pair}'`);
    if (read.has(decoded(name))) throw new AddressError(`'${name}' stands twice`);
    read.set(decoded(name), decoded(value));
  }
  return read;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new AddressError(`'${text}' is not percent-encoded text`);
  }
}

function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll('%3A', ':');
}

function parts(address: PlaceAddress): readonly [name: string | null, parameter: string] {
  switch (address.place) {
    case 'lab':
      return [null, address.shows === undefined ? '' : `?show=${address.shows}`];
    case 'learn':
      return [address.lesson, ''];
    case 'key':
      return [address.key, address.tab === null ? '' : `?tab=${address.tab}`];
    case 'why':
      return [address.requestId, ''];
    case 'trail':
      return [address.eventId, ''];
    case 'replay':
      return [address.name, address.step === null ? '' : `?step=${address.step}`];
    default:
      return [null, ''];
  }
}
